//! `webot man DIR`

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::text::{help, words};

/// `webot man`
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// DIR
    #[arg(value_name = "DIR", help = help().dir, help_heading = help().arguments)]
    pub dir: PathBuf,
}

/// Writes a page for each command of a clap tree.
pub(crate) fn run(args: &ManArgs, tree: clap::Command) -> Result<Outcome, Error> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source| Usage::File { flag: "DIR", path, source }
    };
    std::fs::create_dir_all(&args.dir).map_err(failed(&args.dir))?;
    let mut command = tree.disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    write(&command, &args.dir, &mut pages).map_err(failed(&args.dir))?;
    let text = (words().pages_written)(pages.len(), &args.dir.display().to_string());
    Ok(Outcome::json(json!({ "pages": pages })).report(text))
}

fn write(command: &clap::Command, dir: &Path, pages: &mut Vec<String>) -> std::io::Result<()> {
    let page = clap_mangen::Man::new(command.clone());
    let name = page.get_filename();
    let mut roff = Vec::new();
    page.render(&mut roff)?;
    write_page(&dir.join(&name), &roff)?;
    pages.push(name);
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        write(subcommand, dir, pages)?;
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a page that is half written is written again by the same command"
)]
fn write_page(path: &Path, roff: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, roff)
}
