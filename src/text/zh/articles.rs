use crate::article::ArticleFault;
use crate::lang::Said;
use crate::text::articles::{DraftHelp, DraftWords, MaterialHelp, MaterialWords};
use crate::text::size;

pub(super) const DRAFT: DraftHelp = DraftHelp {
    files: "HTML、Markdown 或 JSON 文件，每篇文章一个；- 表示 stdin",
    file: "HTML、Markdown 或 JSON 文件；- 表示 stdin",
    media_id: "草稿的 media_id",
    index: "第几篇，从 0 开始",
    title: "标题，不超过 32 个字符 [默认：取自文件]",
    author: "作者，不超过 16 个字符",
    digest: "摘要，不超过 120 个字符 [默认：取正文开头]",
    cover: "封面：图片文件（会加入素材库），或永久素材的 media_id",
    source_url: "文末“阅读原文”的链接",
    comments: "谁可以留言：none（不开放）、fans（仅粉丝）或 all（所有人） [默认：none]",
    no_check: "不检查文章，直接发送",
    wait: "等待发布完成",
};

pub(super) const MATERIAL: MaterialHelp = MaterialHelp {
    sync: "把素材库下载到目录，再次执行时只下载新增的素材",
    dir: "下载到的目录，其中的 material.json 记录已下载的文件",
    kind: "素材类型：image、voice 或 video，可重复 [默认：全部]",
    delete: "删除素材库里已不存在的文件",
};

pub(super) const DRAFT_WORDS: DraftWords = DraftWords {
    not_sent: "未发送；要照样发送，请加 --no-check",
    of_article: |number, sentence| format!("第 {number} 篇：{sentence}"),
    would_upload: |count| {
        format!("实际发送前会先上传 {count} 个文件；这里显示的是文件名，不是上传后的 URL 和 media_id")
    },
    submitted: |command| format!("已提交发布；用 `{command}` 查询是否完成"),
    ask_again: |command| format!("已提交发布；用 `{command}` 查询是否发布成功"),
    published: |status| {
        match status {
            0 => "发布成功",
            2 => "发布失败：原创校验未通过",
            3 => "发布失败：常规失败",
            4 => "发布失败：平台审核不通过",
            5 => "发布成功，之后文章被全部删除",
            6 => "发布成功，之后文章被系统全部封禁",
            _ => return format!("发布结束，publish_status 为未知的 {status}"),
        }
        .to_owned()
    },
};

pub(super) const MATERIAL_WORDS: MaterialWords = MaterialWords {
    synced: |downloaded, unchanged, deleted, left| {
        let mut said = format!("下载 {downloaded} 个，未变 {unchanged} 个");
        if deleted > 0 {
            said = format!("{said}，删除 {deleted} 个");
        }
        if left > 0 {
            said = format!("{said}；有 {left} 个文件在素材库里已不存在，可用 --delete 删除");
        }
        said
    },
};

pub(in crate::text) fn article_fault(fault: &ArticleFault) -> Said {
    match fault {
        ArticleFault::Missing(field @ "title") => {
            Said::new(format!("文章没有 `{field}`")).hint("请用 --title 或在文件里给出标题")
        }
        ArticleFault::Missing(field) => Said::new(format!("文章没有 `{field}`")).hint("正文不能为空"),
        ArticleFault::Chars { field, chars, most } => {
            Said::new(format!("`{field}` 有 {chars} 个字符，不能超过 {most} 个")).hint("请缩短")
        }
        ArticleFault::Bytes { field, bytes, most } => {
            Said::new(format!("`{field}` 大小为 {}，不能超过 {}", size(*bytes as u64), size(*most as u64)))
                .hint("请缩短")
        }
        ArticleFault::NoCover => {
            Said::new("文章没有封面").hint("请用 --cover FILE 指定图片，或用 --cover MEDIA_ID 指定永久素材")
        }
        ArticleFault::Pictures(count) => Said::new(format!("图片消息应有 1 到 20 张图片，现在是 {count} 张"))
            .hint("在 `image_info.image_list[].image_media_id` 里列出各图片的 media_id"),
        ArticleFault::Kind(kind) => {
            Said::new(format!("没有 `{kind}` 这种 `article_type`")).hint("应为 `news` 或 `newspic`")
        }
        ArticleFault::Script => Said::new("正文里有脚本，会被微信删除").hint("请删除脚本"),
        ArticleFault::ForeignPicture(url) => {
            Said::new(format!("图片 `{}` 不在微信的域名下，会被微信过滤", shortened(url))).hint(
                "请下载后改用本地文件名，webot 会自动上传；或使用 `webot material upload-image` 返回的 URL",
            )
        }
        ArticleFault::LocalPicture(path) => {
            Said::new(format!("图片 `{}` 不存在", shortened(path))).hint("文件名相对于文章所在的目录")
        }
    }
}

/// Returns a link, shortened if it is long, as one with data in it is.
fn shortened(link: &str) -> String {
    let shown: String = link.chars().take(80).collect();
    if shown.len() < link.len() { format!("{shown}…") } else { shown }
}
