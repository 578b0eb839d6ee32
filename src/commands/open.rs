//! `webot open`: opens the official page of a command, a path, an errcode, or a console in the browser.

use clap::Args;
use serde_json::{Value, json};

use crate::api::{self, Host, catalogue};
use crate::closest::closest;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Bilingual;
use crate::printer::{Outcome, Rows};
use crate::text::{help, title, words};

/// A page with a name of its own.
struct Page {
    name: &'static str,
    about: Bilingual,
    url: &'static str,
}

const fn page(name: &'static str, en: &'static str, zh: &'static str, url: &'static str) -> Page {
    Page { name, about: Bilingual::new(en, zh), url }
}

/// The consoles and the entrances of the documentation.
static PAGES: [Page; 9] = [
    page(
        "console",
        "console of official accounts and mini-programs",
        "公众平台",
        "https://mp.weixin.qq.com/",
    ),
    page(
        "test-account",
        "test account of the official-account platform",
        "公众平台测试号",
        "https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login",
    ),
    page("work", "console of WeCom", "企业微信管理后台", "https://work.weixin.qq.com/wework_admin/frame"),
    page("pay", "console of WeChat Pay", "微信支付商户平台", "https://pay.weixin.qq.com/"),
    page("open-platform", "open platform", "微信开放平台", "https://open.weixin.qq.com/"),
    page(
        "docs",
        "documentation of official accounts",
        "公众号开发文档",
        "https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Overview.html",
    ),
    page(
        "docs-mini-program",
        "documentation of mini-programs",
        "小程序开发文档",
        "https://developers.weixin.qq.com/miniprogram/dev/framework/",
    ),
    page(
        "docs-work",
        "documentation of WeCom",
        "企业微信开发文档",
        "https://developer.work.weixin.qq.com/document/",
    ),
    page(
        "docs-pay",
        "documentation of WeChat Pay",
        "微信支付开发文档",
        "https://pay.weixin.qq.com/wiki/doc/apiv3/index.shtml",
    ),
];

/// The list of errcodes of official accounts and mini-programs.
const ERRCODES_URL: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html";

/// `webot open`
#[derive(Debug, Args)]
pub(crate) struct OpenArgs {
    /// PAGE, CODE, PATH or COMMAND
    #[arg(value_name = "PAGE", help = help().open.target, help_heading = help().arguments, allow_negative_numbers = true)]
    pub target: Vec<String>,
    /// `--platform`
    #[arg(long, value_name = "PLATFORM", value_parser = ["api", "work", "pay"], hide_possible_values = true, help = help().open.platform)]
    pub platform: Option<String>,
    /// `--print`
    #[arg(long, help = help().open.print)]
    pub print: bool,
}

/// Opens a page, or prints its URL where there is no terminal; lists the pages without an argument.
pub(crate) fn run(args: &OpenArgs, cx: &Context) -> Result<Outcome, Error> {
    let target = args.target.join(" ");
    if target.is_empty() {
        return Ok(list());
    }
    let url = url_of(&target, args.platform.as_deref()).ok_or_else(|| unknown(&target))?;
    let json = json!({ "url": url });
    // A script wants the URL; a browser that does not start must not hide it either.
    if args.print || !cx.printer.can_ask() || open::that_detached(&url).is_err() {
        return Ok(Outcome::value(json, url));
    }
    let status = (words().opened)(&url);
    Ok(Outcome::json(json).status(status))
}

/// Returns the names and the descriptions of the pages.
pub(crate) fn pages() -> impl Iterator<Item = (String, String)> {
    PAGES.iter().map(|page| (page.name.to_owned(), title(page.about).to_owned()))
}

fn list() -> Outcome {
    let json: Vec<Value> = PAGES.iter().map(|page| json!({ "name": page.name, "url": page.url })).collect();
    let cells = PAGES.iter().map(|page| [page.name, title(page.about), page.url].map(str::to_owned).to_vec());
    Outcome::rows(Rows::new(json.into(), cells.collect()))
}

fn url_of(target: &str, platform: Option<&str>) -> Option<String> {
    if let Some(page) = PAGES.iter().find(|page| page.name == target) {
        return Some(page.url.to_owned());
    }
    if let Ok(code) = target.parse::<i64>() {
        return Some(match platform {
            Some("work") => format!("https://open.work.weixin.qq.com/devtool/query?e={code}"),
            Some("pay") => return None,
            _ => ERRCODES_URL.to_owned(),
        });
    }
    let wanted = platform.map(|platform| match platform {
        "work" => Host::Work,
        "pay" => Host::Pay,
        _ => Host::Api,
    });
    let fits = |host: Host| wanted.is_none_or(|wanted| host.is_of(wanted));
    let docs = if target.starts_with('/') {
        let own = Host::ALL.into_iter().filter(|host| fits(*host));
        let own = own.flat_map(|host| api::at(host, target)).map(|entry| entry.docs);
        let listed = catalogue::at(target).into_iter().filter(|known| fits(known.host));
        own.chain(listed.map(|known| known.docs)).find(|docs| !docs.is_empty())
    } else {
        api::command(target).map(|entry| entry.docs)
    };
    docs.filter(|docs| !docs.is_empty()).map(str::to_owned)
}

fn unknown(target: &str) -> Error {
    let names: Vec<&str> = PAGES
        .iter()
        .map(|page| page.name)
        .chain(api::endpoints().filter_map(|entry| entry.command))
        .collect();
    Usage::NoPage { target: target.to_owned(), closest: closest(target, &names) }.into()
}
