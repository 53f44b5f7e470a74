//! The TLS policies of listeners.

macro_rules! policies {
    ($($(#[$doc:meta])* $policy:ident = $name:literal;)*) => {
        /// Which TLS versions and ciphers an HTTPS listener accepts.
        ///
        /// AWS publishes these under fixed names and changes none of them; it adds new ones, for which there
        /// is [`SslPolicy::Other`]. A policy with TLS 1.0 or 1.1 is reported as a warning (`weak-tls`).
        ///
        /// A name that AWS does not know does not compile:
        ///
        /// ```compile_fail,E0599
        /// use terrane_edge::SslPolicy;
        ///
        /// let policy = SslPolicy::Tls13_1_2_2012_06;
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SslPolicy {
            $(
                $(#[$doc])*
                ///
                #[doc = concat!("`ELBSecurityPolicy-", $name, "`")]
                $policy,
            )*
            /// A policy that AWS added later, by its whole name.
            Other(&'static str),
        }

        impl SslPolicy {
            /// As AWS writes it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(SslPolicy::$policy => concat!("ELBSecurityPolicy-", $name),)*
                    SslPolicy::Other(name) => name,
                }
            }
        }
    };
}

policies! {
    /// TLS 1.3 and 1.2: the default here.
    Tls13_1_2_2021_06 = "TLS13-1-2-2021-06";
    /// TLS 1.3 and 1.2, only ciphers with forward secrecy and AEAD.
    Tls13_1_2Res2021_06 = "TLS13-1-2-Res-2021-06";
    /// TLS 1.3 and 1.2, with more ciphers for old clients.
    Tls13_1_2Ext1_2021_06 = "TLS13-1-2-Ext1-2021-06";
    /// TLS 1.3 and 1.2, with all ciphers for old clients.
    Tls13_1_2Ext2_2021_06 = "TLS13-1-2-Ext2-2021-06";
    /// TLS 1.3 alone.
    Tls13_1_3_2021_06 = "TLS13-1-3-2021-06";
    /// TLS 1.3 down to 1.1.
    Tls13_1_1_2021_06 = "TLS13-1-1-2021-06";
    /// TLS 1.3 down to 1.0.
    Tls13_1_0_2021_06 = "TLS13-1-0-2021-06";

    /// TLS 1.3 and 1.2, with key exchange that withstands quantum computers.
    Tls13_1_2Pq2025_09 = "TLS13-1-2-PQ-2025-09";
    /// As `Tls13_1_2Res2021_06`, with such a key exchange: what the console chooses.
    Tls13_1_2ResPq2025_09 = "TLS13-1-2-Res-PQ-2025-09";
    /// As `Tls13_1_2Ext1_2021_06`, with such a key exchange.
    Tls13_1_2Ext1Pq2025_09 = "TLS13-1-2-Ext1-PQ-2025-09";
    /// As `Tls13_1_2Ext2_2021_06`, with such a key exchange.
    Tls13_1_2Ext2Pq2025_09 = "TLS13-1-2-Ext2-PQ-2025-09";
    /// TLS 1.3 alone, with such a key exchange.
    Tls13_1_3Pq2025_09 = "TLS13-1-3-PQ-2025-09";

    /// TLS 1.3 and 1.2 with FIPS 140-3 modules.
    Tls13_1_2Fips2023_04 = "TLS13-1-2-FIPS-2023-04";
    /// TLS 1.3 and 1.2 with FIPS 140-3 modules, only ciphers with forward secrecy and AEAD.
    Tls13_1_2ResFips2023_04 = "TLS13-1-2-Res-FIPS-2023-04";
    /// TLS 1.3 alone with FIPS 140-3 modules.
    Tls13_1_3Fips2023_04 = "TLS13-1-3-FIPS-2023-04";
    /// TLS 1.3 and 1.2 with FIPS 140-3 modules, and key exchange that withstands quantum computers.
    Tls13_1_2FipsPq2025_09 = "TLS13-1-2-FIPS-PQ-2025-09";
    /// The same, only ciphers with forward secrecy and AEAD.
    Tls13_1_2ResFipsPq2025_09 = "TLS13-1-2-Res-FIPS-PQ-2025-09";
    /// The same, with a few more ciphers.
    Tls13_1_2Ext0FipsPq2025_09 = "TLS13-1-2-Ext0-FIPS-PQ-2025-09";
    /// The same, with more ciphers for old clients.
    Tls13_1_2Ext1FipsPq2025_09 = "TLS13-1-2-Ext1-FIPS-PQ-2025-09";
    /// The same, with all ciphers for old clients.
    Tls13_1_2Ext2FipsPq2025_09 = "TLS13-1-2-Ext2-FIPS-PQ-2025-09";
    /// TLS 1.3 alone with FIPS 140-3 modules, and key exchange that withstands quantum computers.
    Tls13_1_3FipsPq2025_09 = "TLS13-1-3-FIPS-PQ-2025-09";

    /// TLS 1.2, only ciphers with forward secrecy and AEAD.
    Fs1_2Res2020_10 = "FS-1-2-Res-2020-10";
    /// TLS 1.2, only ciphers with forward secrecy.
    Fs1_2Res2019_08 = "FS-1-2-Res-2019-08";
    /// TLS 1.2, with forward secrecy.
    Fs1_2_2019_08 = "FS-1-2-2019-08";
    /// TLS 1.2.
    Tls1_2_2017_01 = "TLS-1-2-2017-01";
    /// TLS 1.2, with more ciphers for old clients.
    Tls1_2Ext2018_06 = "TLS-1-2-Ext-2018-06";
    /// TLS 1.2 and 1.1, with forward secrecy.
    Fs1_1_2019_08 = "FS-1-1-2019-08";
    /// TLS 1.2 and 1.1.
    Tls1_1_2017_01 = "TLS-1-1-2017-01";
    /// TLS 1.2 down to 1.0, with forward secrecy.
    Fs2018_06 = "FS-2018-06";
    /// TLS 1.2 down to 1.0, with weak ciphers.
    Tls1_0_2015_04 = "TLS-1-0-2015-04";
    /// TLS 1.2 down to 1.0: what AWS uses where none is given.
    V2016_08 = "2016-08";
    /// TLS 1.2 down to 1.0.
    V2015_05 = "2015-05";
}

impl SslPolicy {
    /// Whether the policy accepts TLS 1.0 or 1.1, which browsers gave up in 2020.
    pub const fn is_weak(self) -> bool {
        matches!(
            self,
            SslPolicy::Tls13_1_1_2021_06
                | SslPolicy::Tls13_1_0_2021_06
                | SslPolicy::Fs1_1_2019_08
                | SslPolicy::Tls1_1_2017_01
                | SslPolicy::Fs2018_06
                | SslPolicy::Tls1_0_2015_04
                | SslPolicy::V2016_08
                | SslPolicy::V2015_05
        )
    }
}
