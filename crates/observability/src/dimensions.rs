//! The dimensions of a metric, as Terraform takes them.

use terrane_core::{Object, Text};

/// An object of dimensions; `None` where there are none.
pub(crate) fn dimensions(dimensions: Vec<(&'static str, Text)>) -> Option<Object> {
    let object = |dimensions: Vec<(&'static str, Text)>| {
        dimensions.into_iter().fold(Object::new(), |object, (name, value)| object.set(name, value))
    };
    Some(dimensions).filter(|dimensions| !dimensions.is_empty()).map(object)
}
