use crate::config::Remark;
use crate::text::ConfigWords;

pub(super) const WORDS: ConfigWords = ConfigWords {
    remark: |path, remark| match remark {
        Remark::UnknownKey { within, key, closest } => {
            let place = if within.is_empty() { String::new() } else { format!(" in {within}") };
            let closest = closest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            format!("`{path}`: nobody knows `{key}`{place}{closest}")
        }
        Remark::Readable(mode) => {
            format!("`{path}` holds secrets and others may read it (mode {mode:03o}): chmod 600 {path}")
        }
    },
    default_profile: "the profile that holds when --profile names none",
    profiles: "further accounts, each with the same keys; what one lacks is taken from the top",
};
