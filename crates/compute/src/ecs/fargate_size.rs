//! The sizes that Fargate has.

use terrane_core::{Invalid, MiB, valid};

/// How much CPU and memory a task has on Fargate: one of the pairs that AWS offers.
///
/// CPU is in units: 1024 of them are one vCPU. Memory is in MiB. The provider accepts any pair; AWS does not.
///
/// # Example
///
/// ```
/// use terrane_compute::FargateSize;
/// use terrane_core::literal;
///
/// let size = literal!(FargateSize, 512, 1024);
/// assert!(FargateSize::new(256, 4096).is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_compute::FargateSize;
/// use terrane_core::literal;
///
/// let size = literal!(FargateSize, 256, 4096);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FargateSize {
    cpu: u32,
    memory: u32,
}

impl FargateSize {
    const MESSAGE: &str = "Fargate has no such size: CPU units and MiB of memory go together as \
                           256 with 512, 1024 or 2048; \
                           512 with 1024 to 4096; 1024 with 2048 to 8192; 2048 with 4096 to 16384; \
                           4096 with 8192 to 30720, all in steps of 1024; \
                           8192 with 16384 to 61440 in steps of 4096; \
                           16384 with 32768 to 122880 in steps of 8192";

    /// A literal size: CPU units and MiB of memory.
    ///
    /// # Panics
    ///
    /// Where Fargate has no such size; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(cpu: u32, memory: u32) -> Self {
        valid(Self::is_valid(cpu, memory), Self::MESSAGE);
        Self { cpu, memory }
    }

    /// A size that is known at run time: CPU units and MiB of memory.
    ///
    /// # Errors
    ///
    /// Where Fargate has no such size.
    pub fn new(cpu: u32, memory: u32) -> Result<Self, Invalid> {
        if Self::is_valid(cpu, memory) {
            Ok(Self { cpu, memory })
        } else {
            Err(Invalid::new(format!("{cpu} with {memory}: {}", Self::MESSAGE)))
        }
    }

    const fn is_valid(cpu: u32, memory: u32) -> bool {
        let (low, high, step) = match cpu {
            256 => return matches!(memory, 512 | 1024 | 2048),
            512 => (1024, 4096, 1024),
            1024 => (2048, 8192, 1024),
            2048 => (4096, 16384, 1024),
            4096 => (8192, 30720, 1024),
            8192 => (16384, 61440, 4096),
            16384 => (32768, 122_880, 8192),
            _ => return false,
        };
        low <= memory && memory <= high && memory.is_multiple_of(step)
    }

    /// The CPU units: 1024 are one vCPU.
    pub const fn cpu(self) -> u32 {
        self.cpu
    }

    /// The memory.
    pub const fn memory(self) -> MiB {
        MiB(self.memory)
    }
}
