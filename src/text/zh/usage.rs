use super::clap_error::clap;
use super::wanted::wanted_words;
use crate::error::{AibotUsage, Editable, Runaway, Usage};
use crate::lang::Wanted;
use crate::message::PathError;
use crate::message::envelope::KeyError;
use crate::sign::rsa::PrivateKeyError;
use crate::text::{Explain as _, List, Said, editing};

#[expect(clippy::too_many_lines, reason = "one arm an error")]
pub(super) fn usage(usage: &Usage) -> Said {
    match usage {
        Usage::Clap(error) => clap(error),
        Usage::Value { flag, value, wanted } => {
            let given = if value.is_empty() { " ".to_owned() } else { format!(" `{value}` ") };
            if let Wanted::Between(least, most) = wanted {
                return Said::new(format!("`{flag}`{given}不是 {least} 到 {most} 之间的数")).hint("只能使用数字");
            }
            let (problem, hint) = wanted_words(*wanted);
            let hint = if *wanted == Wanted::Pair { hint.replace("--set", flag) } else { hint.to_owned() };
            Said::new(format!("`{flag}`{given}{problem}")).hint(hint)
        }
        Usage::SensitiveTooLong => {
            Said::new("需要加密的值太长，密钥无法加密").hint("2048 位的密钥最多加密 214 字节")
        }
        Usage::RefundExceeds { refund, total } => {
            Said::new(format!("退款 {refund} 元超过订单总额 {total} 元"))
                .hint("同一订单的退款之和不能超过总额，可用 `webot pay query` 查看")
        }
        Usage::AesKey(error) => aes_key(*error),
        Usage::ApiV3Key(bytes) => Said::new(format!("APIv3 密钥有 {bytes} 字节，应为 32 字节"))
            .hint("APIv3 密钥在商户平台的“API 安全”里设置，不是 v2 的 API 密钥"),
        Usage::PrivateKey { path, error } => {
            Said::new(format!("`{path}` 不是可用的私钥：{}", private_key(*error))).hint(match error {
                PrivateKeyError::Encrypted => "去掉密码：openssl pkey -in KEY -out apiclient_key.pem",
                PrivateKeyError::OtherKind => "微信支付只用 RSA：商户平台发的是 apiclient_key.pem",
                PrivateKeyError::Pkcs12 => {
                    "密码是商户号，转换：openssl pkcs12 -legacy -in apiclient_cert.p12 -nocerts -nodes -out apiclient_key.pem"
                }
                PrivateKeyError::Der => "转换：openssl pkey -inform DER -in KEY -out apiclient_key.pem",
                _ => "私钥文件里有一行 -----BEGIN PRIVATE KEY----- 或 -----BEGIN RSA PRIVATE KEY-----",
            })
        }
        Usage::Crypt(misuse) => super::crypt::misuse(misuse),
        Usage::NoDemoForPay => {
            Said::new("内置机器人不处理微信支付和同城配送的通知").hint("用 --des URL 发给你自己的回调接口")
        }
        Usage::Aibot(AibotUsage::NotForSocket { kind, url }) => {
            Said::new(format!("`{kind}` 不是发给智能机器人的，而 `{url}` 是智能机器人的 WebSocket 地址"))
                .hint(format!(
                    "`webot send aibot.text 你好 --to {url}` 发送文本；`webot send --list aibot` 列出全部消息类型"
                ))
                .hint("其他机器人请给出以 http:// 或 https:// 开头的服务器地址")
        }
        Usage::Aibot(AibotUsage::NoSocketCheck(url)) => {
            Said::new(format!("`{url}` 是智能机器人的 WebSocket 地址，没有 URL 验证"))
                .hint(format!("用 `webot send aibot.text 你好 --to {url}` 测试机器人"))
        }
        Usage::NoUsers(kind) => Said::new(format!("`--users` 不能用于 `{kind}`：它不是由用户发送的"))
            .hint(format!("`webot bench {kind}` 可以多次发送")),
        Usage::Aibot(AibotUsage::FileForRemoteBot { path, url }) => {
            Said::new(format!("`{path}` 只提供给本机的机器人，而 `{url}` 不在本机")).hint(
                "在机器人所在的机器上运行 `webot send`，或给出文件的 URL，文件内容用 EncodingAESKey 加密",
            )
        }
        Usage::CheckNeeds(flag) => Said::new(format!("`--check` 还需要 `{flag}`"))
            .hint("请给出签名时使用的值；新生成的值得不到同样的签名"),
        Usage::FieldName(name) => {
            Said::new(format!("`{name}` 不是字段名")).hint("只能使用字母、数字、_、- 和 .")
        }
        Usage::BrokenFields { format, at } => {
            let at = at.map_or_else(String::new, |(line, column)| format!("（第 {line} 行第 {column} 列）"));
            Said::new(format!("stdin 里的 {format} 无效{at}")).hint("请给出包含各字段的完整对象或文档")
        }
        Usage::FieldValue { field, value, wanted: [] } => {
            Said::new(format!("`{field}` 的值 `{value}` 不是金额")).hint("只能是数字，单位分")
        }
        Usage::FieldValue { field, value, wanted } => {
            Said::new(format!("`{field}` 不能是 `{value}`")).hint(format!("应为 {}", wanted.join(" 或 ")))
        }
        Usage::StdinTwice { first, second } => {
            Said::new(format!("`{first}` 和 `{second}` 都从 stdin 读取")).hint("其中一个请改用文件：@FILE")
        }
        Usage::Parameter { name, value, wanted } => {
            let given = if value.is_empty() { String::new() } else { format!(" `{}`", short(value)) };
            match wanted {
                Wanted::AtMost(most) => Said::new(format!("`{name}` 给了 {value} 个值，一次最多 {most} 个"))
                    .hint("分批调用，例如 xargs -n"),
                Wanted::Between(least, most) => {
                    Said::new(format!("`{name}`{given} 不是 {least} 到 {most} 之间的数")).hint("只能使用数字")
                }
                Wanted::Bytes(most) => {
                    Said::new(format!("`{name}` 有 {} 字节，最多 {most} 字节", value.len()))
                        .hint("一个汉字在 UTF-8 里占 3 字节")
                }
                Wanted::Chars(most) => {
                    Said::new(format!("`{name}` 有 {} 个字符，最多 {most} 个", value.chars().count()))
                        .hint("请缩短")
                }
                wanted => {
                    let (problem, hint) = wanted_words(*wanted);
                    Said::new(format!("`{name}`{given} {problem}")).hint(hint)
                }
            }
        }
        Usage::NothingToImport(path) => Said::new(format!("`{path}` 里没有微信账号的设置"))
            .hint("支持含有 `appid`、`secret` 等名称的 `.env`、`application.yml`、PHP 数组和 JSON"),
        Usage::NoPage { target, closest } => Said::new(format!("没有 `{target}` 对应的页面"))
            .did_you_mean(closest)
            .hint("`webot open` 列出所有页面；也可以写命令、接口路径或错误码"),
        Usage::NoEditor(thing) => Said::new("没有终端，无法编辑").hint(match thing {
            Editable::Config => "请用 `webot config set KEY VALUE` 修改单个值",
            Editable::Menu => {
                "请改用文件：先 `webot menu pull -o menu.json`，改好后 `webot menu push --file menu.json`"
            }
            Editable::Message => "请用 --set 修改字段，或用 --xml FILE 发送自己的文件",
        }),
        Usage::EditorWithJson(thing) => {
            let command = editing(*thing);
            Said::new(format!("`{command}` 和 `--json` 不能同时使用")).hint("要编辑请去掉 --json")
        }
        Usage::EmptiedByEditor => {
            Said::new("编辑后的内容为空，没有发送或修改任何内容").hint("请在编辑器里保存内容后再关闭")
        }
        Usage::EditorFailed { editor, reason } => Said::new(format!("编辑器 `{editor}` 运行失败：{reason}"))
            .hint("请用 EDITOR 指定其他编辑器，例如 `EDITOR=nano`"),
        Usage::NoVariable { flag, name } => Said::new(format!("`{flag}` 的环境变量 `{name}` 未设置"))
            .hint(format!("请设置它，或用 `@FILE`、`-`（stdin）或值本身给出 `{flag}`")),
        Usage::NoApiPath => Said::new("缺少参数 PATH")
            .hint("请给出路径，例如 `webot api /cgi-bin/user/get`；`webot api --list 关键词` 搜索已知的接口"),
        Usage::UnknownMethod(path) => Said::new(format!("`{path}` 的请求方法未知")).hint(format!(
            "请给出请求方法，例如 `webot api GET {path}`；`webot api --list 关键词` 搜索已知的接口"
        )),
        Usage::ForeignHost(host) => Said::new(format!("`{host}` 不是微信的域名；token 只发送给微信"))
            .hint("请只给出路径；调用模拟微信或网关请用 --api-base"),
        Usage::MissingSubcommand { group, .. } => {
            Said::new(format!("`{group}` 缺少子命令")).hint(format!("`webot {group} --help` 列出全部"))
        }
        Usage::ConflictingFlags(one, other) => {
            Said::new(format!("`{one}` 和 `{other}` 不能同时使用")).hint("请使用其中一个")
        }
        Usage::RulesFile { path, source } => {
            Said::new(format!("无法读取 `{path}`：{source}")).hint("请检查路径")
        }
        Usage::Rules(problems) => super::serve::rules_problems(problems),
        Usage::Scenarios(problems) => super::scenario::problems(problems),
        Usage::NoScenarioFiles(folder) => {
            Said::new(format!("`{folder}` 中没有场景文件")).hint("命名为 `*.test.yaml`，或直接给出文件")
        }
        Usage::NoStepFrom(from, last) => {
            Said::new(format!("`--from {from}` 之后没有可运行的步骤：最长的场景只有 {last} 步"))
                .hint("步骤在每个场景中从 1 数起")
        }
        Usage::NoScenarioNamed(filter) => Said::new(format!("没有场景包含 `{filter}`"))
            .hint("去掉 --filter 可查看所有名称"),
        Usage::RulesAccount { given, known } => {
            let said = match given {
                Some(given) => Said::new(format!("未知的账号 `{given}`")),
                None => Said::new("每个账号都有自己的规则，请用 `--account` 指定账号"),
            };
            if known.is_empty() {
                return said.hint("规则文件里没有账号");
            }
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            said.hint(format!("其中的账号有 {}", known.join("、")))
        }
        Usage::NoTestMessage => Said::new("没有给出消息")
            .hint("请用 `webot rules test 你好` 或 `webot rules test --kind subscribe`"),
        Usage::NoRules => Said::new("当前目录里没有规则文件")
            .hint("请用 `webot serve FILE`；文件里有一行 `hi: 你好！` 即可"),
        Usage::OpenWithoutKey(address) => {
            Said::new(format!("其他机器可以访问 `{address}`，但没有密钥保护 token"))
                .hint("请用 `--key env:NAME` 或 `--key @FILE` 指定密钥，或用 `--client-ca FILE` 要求客户端证书，或去掉 --host")
        }
        Usage::NoMenu => Said::new("没有给出菜单")
            .hint("请用 --file menu.json 给出文件，或从管道传入：webot menu create < menu.json"),
        Usage::Menu { path, error } | Usage::Article { path, error } => {
            let said = error.explain();
            Said { message: format!("`{path}`：{}", said.message), ..said }
        }
        Usage::NotConfirmed => Said::new("这个操作无法撤销，且当前没有终端可供询问").hint("请用 --yes 确认"),
        Usage::FarLoad(url) => Said::new(format!("{url} 在其他网络上，且当前没有终端可供询问"))
            .hint("如果有权压测它，请用 --yes 确认"),
        Usage::NoBackup => Said::new("没有找到这个账号的菜单备份")
            .hint("`webot menu push --backup` 会备份所替换的菜单；也可以用 --from 给出文件"),
        Usage::BrokenData { of, at: (line, column) } => Said::new(format!(
            "`{of}` 的 JSON 无效（第 {line} 行第 {column} 列）"
        ))
        .hint(if of.starts_with("--") {
            "请检查引号和逗号；在 shell 里请用单引号括起 JSON"
        } else {
            "请检查引号、逗号和括号"
        }),
        Usage::Retired { path, retired } => {
            let since =
                if retired.since.is_empty() { String::new() } else { format!("于 {} ", retired.since) };
            let said = Said::new(format!("微信已{since}下线 {path}"));
            let said = match retired.replacement {
                "" => said,
                replacement => said.hint(format!("请改用 {replacement}")),
            };
            said.hint("仍要调用请用 --force")
        }
        Usage::MassReceivers { given, least, most } => {
            let said =
                Said::new(format!("按 openid 群发需要 {least} 到 {most} 个 openid，现在有 {given} 个"));
            if given < least {
                said.hint("只发给一个用户时，用 `webot message custom text` 或 `webot message mass preview`")
            } else {
                said.hint("把列表拆开，或为粉丝打标签后用 --tag 群发")
            }
        }
        Usage::WrongTokenKind(name) => Said::new(format!("这个接口使用 `{name}`，不是账号的 access_token"))
            .hint(format!("请用 --query {name}=… 给出")),
        Usage::NotSignable => {
            Said::new("只有 api.weixin.qq.com 的、请求体为 JSON 或为空的调用才能加密并签名")
                .hint("请去掉 --sign；上传、企业微信和微信支付不使用这种加密")
        }
        Usage::NotJson => {
            Said::new("响应不是 JSON，--jq 无法过滤").hint("请去掉 --jq，或用 --output FILE 保存响应")
        }
        Usage::Jq { filter, reason } if reason.is_empty() => {
            Said::new(format!("`--jq` `{filter}` 不是 jq 表达式"))
                .hint("在 shell 里加引号：--jq '.data.openid[]'")
        }
        Usage::Jq { reason, .. } => {
            Said::new(format!("`--jq` 处理这个响应时出错：{reason}")).hint("请去掉 --jq 查看响应")
        }
        Usage::JqRunaway(runaway) => jq_runaway(*runaway),
        Usage::BinaryOnTerminal => {
            Said::new("响应不是文本").hint("请用 --output FILE 保存，或通过管道传给其他程序")
        }
        Usage::NoEndpoint(word) => Said::new(format!("没有接口匹配 `{word}`"))
            .hint("`webot api --list` 列出全部接口；未列出的路径也可以调用"),
        Usage::NotInCatalogue { path, closest } => {
            let said = Said::new(format!("官方文档里没有 {path}"));
            match closest {
                Some(closest) => said.hint(format!("是不是 `webot api {closest} --describe`？")),
                None => said.hint("请用 `webot api --list WORD` 查找"),
            }
        }
        Usage::NoFields(path) => Said::new(format!("没有 {path} 的字段资料")),
        Usage::NoBody(path) => Said::new(format!("{path} 没有请求体"))
            .hint(format!("`webot api {path} --describe` 列出它的参数")),
        Usage::StrictPath { path, closest } => {
            let said = Said::new(format!("请求没有发送：官方文档里没有 {path}"));
            let said = match closest {
                Some(closest) => said.hint(format!("是不是 {closest}？")),
                None => said.hint("请用 `webot api --list WORD` 查找"),
            };
            said.hint("去掉 --strict 则照常发送")
        }
        Usage::StrictMethod { method, path } => {
            Said::new(format!("请求没有发送：官方文档里是 {method} {path}"))
                .hint(format!("请用 `webot api {method} {path}`；去掉 --strict 则照常发送"))
        }
        Usage::Fields { path, differences } => {
            let all: Vec<String> = differences.iter().map(super::fields::WORDS.difference).collect();
            Said::new(format!("请求没有发送：{}", all.join("；")))
                .hint(format!("`webot api {path} --describe` 列出全部字段；去掉 --strict 则照常发送"))
        }
        Usage::FieldMissing(name) => {
            Said::new(format!("缺少字段 `{name}`")).hint("transport_fee + product_fee = total_fee，单位分")
        }
        Usage::NotInGbk { field, char } => {
            Said::new(format!("未给 `input_charset` 时按 GBK 编码，而 `{field}` 中的 `{char}` 不在 GBK 中"))
                .hint("请加上 --field input_charset=UTF-8")
        }
        Usage::FieldNested(name) => Said::new(format!("字段 `{name}` 里是嵌套的元素，不是一个值"))
            .hint("请把内容作为一个值传入（例如 CDATA 里的 JSON），或去掉这个字段"),
        Usage::FieldTwice(name) => {
            Said::new(format!("字段 `{name}` 出现了两次")).hint("微信支付的每个字段只能有一个")
        }
        Usage::NoSuchField { field, fields } => {
            Said::new(format!("未知的字段 `{field}`")).hint_list("可以是 ", &List::ticked(fields))
        }
        Usage::FieldTooLong { field, bytes, limit } => {
            Said::new(format!("`{field}` 有 {bytes} 字节，上限是 {limit}"))
                .hint("UTF-8 里一个汉字占 3 字节，GBK 里占 2 字节")
        }
        Usage::FeesDiffer { total, transport, product } => {
            Said::new(format!("transport_fee {transport} 加 product_fee {product} 不等于 total_fee {total}"))
                .hint("transport_fee + product_fee = total_fee，单位分")
        }
        Usage::File { flag, path, source } => {
            Said::new(format!("`{flag}`：无法读取 `{path}`：{source}")).hint("请检查路径；`-` 表示 stdin")
        }
        Usage::NoMessage => Said::new("没有要发送的消息，且当前没有终端可供询问")
            .hint("请用 `webot send 你好` 或 `webot send event subscribe`；`webot send --list` 列出全部类型"),
        Usage::Path(PathError::Malformed(path)) => Said::new(format!("`{path}` 不是字段路径"))
            .hint("应为 Content、Articles.item[0].Title 这样的路径"),
        Usage::Path(PathError::Unknown { path, closest }) => Said::new(format!("这条消息没有字段 `{path}`"))
            .did_you_mean(closest)
            .hint("`--dry-run` 显示整条消息；使用 `--add` 后 --set 可以添加字段"),
        Usage::Path(PathError::Group { path, leaves }) => {
            Said::new(format!("`{path}` 含有子元素，不是值")).hint_list("可以设置 ", &List::or_ticked(leaves))
        }
        Usage::TooManyArguments { kind, takes } if takes.is_empty() => {
            Said::new(format!("`{kind}` 没有参数")).hint("用 --set 修改字段；`--dry-run` 显示全部字段")
        }
        Usage::TooManyArguments { kind, takes } => Said::new(format!("`{kind}` 的参数太多"))
            .hint(format!("它接受 {}；其他字段用 --set 修改", takes.join("、"))),
        Usage::ForbiddenCharacter(char) => {
            Said::new(format!("消息里有控制字符 U+{:04X}，XML 无法表示", u32::from(*char)))
                .hint("请去掉它，或用 --xml 原样发送文件")
        }
        Usage::UnknownKind { word, closest } => Said::new(format!("未知的消息类型 `{word}`"))
            .did_you_mean(closest)
            .hint(format!("`webot send text {word}` 按文本发送；`webot send --list` 列出全部类型")),
        Usage::NoFieldToSet { path, closest, kind } => Said::new(format!("消息 `{kind}` 没有字段 `{path}`"))
            .did_you_mean(closest)
            .hint("`webot send KIND --dry-run` 显示某类消息"),
        Usage::NoPushField { flag, name, closest } => Said::new(format!("`{flag}`：没有推送带有字段 `{name}`"))
            .did_you_mean(closest)
            .hint("简称有 type、event、key、user、text、kind、path；`webot send KIND --dry-run` 显示某类推送的字段"),
        Usage::NoPushKind { flag, word, closest } => Said::new(format!("`{flag}`：`{word}` 既不是消息类型，也不是事件"))
            .did_you_mean(closest)
            .hint(format!("`text={word}` 匹配内容为它的消息；`webot send --list` 列出全部类型")),
        Usage::SubscribedWithoutScan => {
            Said::new("`--subscribed` 只能与 `scan` 一起使用").hint("请用 `webot send scan 101 --subscribed`")
        }
        Usage::BodyTooLarge(limit) => {
            Said::new(format!("消息体超过 {limit} 字节")).hint("微信的消息只有几 KB")
        }
        Usage::StdinTooLarge(limit) => {
            Said::new(format!("stdin 的内容超过 {limit} 字节")).hint("请检查管道传入的内容")
        }
        Usage::NoKey { key, closest } => Said::new(format!("wx_config.json 中未知的键 `{key}`"))
            .did_you_mean(closest.as_slice())
            .hint("`webot config schema` 列出全部的键"),
        Usage::FlagsMissing(flags) => {
            let named = List::ticked(flags);
            let said = Said::new(format!("缺少 {named}，且当前没有终端可供询问"));
            match flags[..] {
                ["--appid"] => said.hint("appid 可在后台查看，以 `wx` 开头"),
                _ => said.hint("密钥请用 @FILE 给出，或用 - 从 stdin 读取"),
            }
        }
        Usage::OverwriteNotConfirmed { keys, path } => {
            Said::new(format!("`{path}` 里的 {} 已有其他的值", keys.join("、")))
                .hint("替换请用 --force；写入其他文件用 --file，其他账号用 --profile")
        }
        Usage::OneArticleFlag(flag) => {
            Said::new(format!("`{flag}` 只能用于一篇文章，现在有多篇")).hint("请写在各自的文件里")
        }
        Usage::ArticleCount(count) => Said::new(format!("文件里有 {count} 篇文章，一次只能修改一篇"))
            .hint("请给出只含一篇文章的文件，用 --index 指定要替换的那一篇"),
        Usage::NoArticle(path) => {
            Said::new(format!("`{path}` 里没有文章")).hint("应为 `{\"articles\":[…]}`、文章列表或一篇文章")
        }
        Usage::UploadEmpty(path) => Said::new(format!("`{path}` 是空文件")).hint("微信不接受空文件（44001）"),
        Usage::UploadFormat { path, format, takes } => {
            let is = format.map_or_else(|| "无法识别格式".to_owned(), |format| format!("格式是 {format}"));
            let rule = |(kind, formats): &(&str, Vec<&str>)| match *kind {
                "" => formats.join("、"),
                kind => format!("{}（{kind}）", formats.join("、")),
            };
            let takes: Vec<String> = takes.iter().map(rule).collect();
            Said::new(format!("`{path}` 不能在这里上传：{is}"))
                .cause(format!("微信接受 {}", takes.join("；")))
                .hint("请转换格式，或用 --no-check 直接上传")
        }
        Usage::UploadSize { path, kind, bytes, most } => {
            let kind = if kind.is_empty() { String::new() } else { format!("（{kind}）") };
            Said::new(format!(
                "`{path}` 大小为 {}，不能超过 {}{kind}",
                crate::text::size(*bytes),
                crate::text::size(*most)
            ))
            .hint("请缩小文件，或用 --no-check 直接上传")
        }
        Usage::NoStatisticsYet { day, last } => Said::new(format!("{day} 的数据还没有生成"))
            .hint(format!("最近可查的是 {last}，数据在北京时间 8:00 后完整")),
        Usage::DaysReversed { from, to } => {
            Said::new(format!("开始日期 {from} 晚于结束日期 {to}")).hint("请对调")
        }
        Usage::TooManyDays { days, most } => {
            Said::new(format!("查询了 {days} 天，一次最多 {most} 天")).hint("请分多次查询")
        }
        Usage::Card(faults) => Said::new(format!("企业微信会拒绝这张卡片：{}", faults.join("；")))
            .hint("各类型的选项见 `webot work message card --help`"),
        Usage::NoJsApi { filter, closest } => Said::new(format!("JS-SDK 没有与 `{filter}` 匹配的名称"))
            .hint_list("相近的有：", &List::ticked(closest))
            .hint("用 `webot sign jsapi --list` 查看全部"),
        Usage::NothingListed { filter, closest } => Said::new(format!("没有匹配 `{filter}` 的类型"))
            .hint_list("相近的类型：", &List::ticked(closest))
            .hint("`webot send --list` 列出全部类型；未列出的事件用 `webot send event NAME` 发送"),
    }
}

pub(super) fn private_key(error: PrivateKeyError) -> &'static str {
    match error {
        PrivateKeyError::NoKey => "里面没有私钥",
        PrivateKeyError::Certificate => "这是证书，不是私钥",
        PrivateKeyError::PublicKey => "这是公钥，不是私钥",
        PrivateKeyError::Encrypted => "这个私钥有密码保护",
        PrivateKeyError::OtherKind => "不是 RSA 私钥，而是别的类型（如 EC）",
        PrivateKeyError::Der => "这是二进制的 DER 格式，不是 PEM",
        PrivateKeyError::Pkcs12 => "这是 PKCS#12 文件（.p12），不是 PEM",
        PrivateKeyError::NotRsa => "不是 2048 位以上的 RSA 私钥",
    }
}

pub(super) fn aes_key(error: KeyError) -> Said {
    match error {
        KeyError::Length(length) => Said::new(format!("EncodingAESKey 有 {length} 个字符，应为 43 个"))
            .hint("请从后台完整复制；它不是 Token，也不是 AppSecret"),
        KeyError::Character('=', 44) => Said::new("EncodingAESKey 末尾多了 `=`，它只有 43 个字符")
            .hint("去掉 `=`：代码只在按 base64 解码密钥时才补上它"),
        KeyError::Character(char, position) => Said::new(format!(
            "EncodingAESKey 的第 {position} 个字符是 `{}`，只能有字母、数字、+ 和 /",
            char.escape_debug()
        ))
        .hint("请从后台重新复制；`+` 变成空格说明多做了一次 URL 解码"),
    }
}

/// Returns a value, shortened if it is long.
fn short(value: &str) -> String {
    let shown: String = value.chars().take(60).collect();
    if shown.len() < value.len() { format!("{shown}…") } else { shown }
}

fn jq_runaway(runaway: Runaway) -> Said {
    match runaway {
        Runaway::Recursion => Said::new("`--jq` 的过滤器无限递归，或递归太深")
            .hint("请给递归加上终止条件，或改用 `recurse`、`range`、`reduce`"),
        Runaway::Depth(most) => {
            Said::new(format!("`--jq` 的过滤器返回的值嵌套超过 {most} 层")).hint("请只取其中一部分")
        }
        Runaway::Output(mib) => Said::new(format!("`--jq` 的过滤器返回的内容超过 {mib} MiB"))
            .hint("请用 `limit` 或 `first` 限制数量"),
    }
}
