//! Limits of QR codes; `chapters/qrcode.yaml` has the same.

/// The maximum lifetime of a temporary QR code, in seconds: 30 days.
pub(crate) const MAX_TEMPORARY_CODE_SECONDS: i64 = 2_592_000;
/// The maximum scene id of a permanent QR code.
pub(crate) const MAX_PERMANENT_SCENE_ID: i64 = 100_000;
/// The maximum length of a scene string, in characters.
pub(crate) const MAX_SCENE_CHARS: usize = 64;

#[cfg(test)]
mod tests {
    use super::{MAX_SCENE_CHARS, MAX_TEMPORARY_CODE_SECONDS};
    use crate::api::{self, ParamShape};

    #[test]
    fn the_limits_are_those_of_the_entry() {
        let entry = api::command("qrcode create").expect("an entry");
        let shape = |name: &str| {
            entry.params.iter().find(|param| param.name.ends_with(name)).map(|param| param.shape)
        };
        assert_eq!(shape("expire_seconds"), Some(ParamShape::Integer(1, MAX_TEMPORARY_CODE_SECONDS)));
        assert_eq!(shape("scene_str"), Some(ParamShape::Chars(MAX_SCENE_CHARS)));
    }
}
