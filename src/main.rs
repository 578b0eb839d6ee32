//! `webot`: passes arguments and environment to the library and exits with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let env = webot::Env::new(variables, std::env::current_dir().unwrap_or_default());
    ExitCode::from(webot::run(std::env::args_os().collect(), env) as u8)
}
