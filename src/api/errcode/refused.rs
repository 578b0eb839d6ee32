//! Codes from 41… on: what is missing, has ended, is used up or not allowed.

use super::{Errcode, codes};

pub(super) const CODES: &[Errcode] = codes! { Api
    41001 Input: "no access_token stands in the query; in the body or a header WeChat does not look for it"
        / "查询参数里没有 access_token；放在请求体或请求头里无效"
        => "call it with `webot api METHOD PATH`, which adds the token"
        / "用 `webot api METHOD PATH` 调用，会自动带上 token";
    41002 Input: "no appid was sent: the setting is empty, or the body was a form where WeChat reads JSON"
        / "没有传 appid：配置为空，或以表单提交了应为 JSON 的请求体"
        => "see with `webot config show` whether it is set, or run `webot init`"
        / "用 `webot config show` 确认已配置，或运行 `webot init`";
    41003 Credential: "no OAuth refresh_token was sent"
        / "没有传 OAuth 的 refresh_token"
        => "send the one that came with the user's OAuth access_token"
        / "传入与用户 OAuth access_token 一起返回的那个";
    41004 Input: "no secret was sent: the setting is empty, or the body was a form where WeChat reads JSON"
        / "没有传 secret：配置为空，或以表单提交了应为 JSON 的请求体"
        => "see with `webot config show` whether it is set, or run `webot init`"
        / "用 `webot config show` 确认已配置，或运行 `webot init`";
    41005 Input: "the upload holds no file: its part is not named `media`, has no file name, or a length is missing"
        / "上传中没有文件：字段名不是 `media`、缺少文件名或长度"
        => "send it with `webot api POST PATH --upload media=@FILE`"
        / "用 `webot api POST PATH --upload media=@FILE` 上传";
    41006 Input: "no media_id was sent"
        / "没有传 media_id"
        => "add the media_id that uploading answered; for a menu `webot menu lint` names the button"
        / "补上上传时返回的 media_id；菜单可用 `webot menu lint` 定位按钮";
    41007 Input: "a button has neither a `type` nor buttons beneath it"
        / "按钮既没有 `type` 也没有二级按钮"
        => "run `webot menu lint`, which names the button"
        / "运行 `webot menu lint`，它会指出是哪个按钮";
    41008 Credential: "the address that the user came back to carries no `code`: the user refused, or a redirect dropped it"
        / "回调地址里没有 `code`：用户拒绝了授权，或跳转时丢失"
        => "begin at the authorization page again and keep the whole query through redirects"
        / "重新从授权页开始，跳转时保留完整查询参数";
    41009 Input: "no openid was sent"
        / "没有传 openid"
        => "give one as a word after the command, such as `webot user info OPENID`"
        / "在命令后给出 openid，如 `webot user info OPENID`";
    41010 Input: "no url was sent"
        / "没有传 url"
        => "add it with `http://` or `https://`"
        / "补上以 `http://` 或 `https://` 开头的网址";
    42001 Token: "the token is older than its 2 hours, or another program fetched a newer one"
        / "token 已超过 2 小时有效期，或被其他程序刷新"
        => "run `webot token refresh`, and check this machine's clock where it goes on"
        / "运行 `webot token refresh`；反复出现时检查本机时钟";
    42002 Credential: "the OAuth refresh_token has ended after 30 days"
        / "OAuth 的 refresh_token 已超过 30 天"
        => "let the user authorize again"
        / "让用户重新授权";
    42003 Credential: "the OAuth code is older than 5 minutes"
        / "OAuth code 已超过 5 分钟"
        => "send the user through the authorization page again and use the code at once"
        / "重新走一次授权页，拿到 code 后立即使用";
    42007 Credential: "the user has changed the WeChat password, which ends what was granted before"
        / "用户修改了微信密码，之前的授权全部失效"
        => "let the user authorize again"
        / "让用户重新授权";
    43001 Input: "the endpoint was called with another method than GET"
        / "该接口只接受 GET"
        => "run `webot api GET PATH`"
        / "运行 `webot api GET PATH`";
    43002 Input: "the endpoint was called with another method than POST, or a redirect turned it into GET"
        / "该接口只接受 POST，或跳转把它变成了 GET"
        => "run `webot api POST PATH`"
        / "运行 `webot api POST PATH`";
    43003 Input: "the call went over plain http"
        / "请求走的是 http"
        => "write https in `api_base`: `webot config show` tells where it is set"
        / "把 `api_base` 改为 https：`webot config show` 会显示它的来源";
    43004 Input: "the user does not follow this account"
        / "用户没有关注本账号"
        => "look at `subscribe` in `webot user info OPENID`"
        / "查看 `webot user info OPENID` 里的 `subscribe`";
    43005 Input: "the two are no friends in WeChat"
        / "双方不是微信好友"
        => "choose a user who is"
        / "换成好友关系的用户";
    43019 Input: "the user is on this account's blacklist"
        / "用户在本账号的黑名单里"
        => "run `webot blacklist remove OPENID`"
        / "运行 `webot blacklist remove OPENID`";
    44001 Input: "the file that was uploaded is empty"
        / "上传的文件是空的"
        => "check the file's size and send it with `webot api POST PATH --upload media=@FILE`"
        / "检查文件大小，用 `webot api POST PATH --upload media=@FILE` 上传";
    44002 Input: "a POST arrived without a body"
        / "POST 请求没有请求体"
        => "add `--data JSON`, `--data @FILE` or `--data -`; a menu comes with `--file FILE`"
        / "加上 `--data JSON`、`--data @FILE` 或 `--data -`；菜单用 `--file FILE`";
    45001 Input: "the file is larger than its kind may be: 10 MB picture, 2 MB voice, 10 MB video, 64 KB thumb"
        / "文件过大：图片 10MB，语音 2MB，视频 10MB，缩略图 64KB"
        => "make the file smaller and upload it again"
        / "压缩后重新上传";
    45002 Input: "the text is too long: 2048 bytes for a message"
        / "内容过长：一条文本消息最多 2048 字节"
        => "shorten it or send it in parts"
        / "缩短内容或分条发送";
    45009 Quota: "the account has used up today's calls of this endpoint, often because a token or ticket is fetched for every request"
        / "该接口今天的次数已用完，常见原因是每次请求都重新取 token 或 ticket"
        => "see `webot quota get PATH`; `webot quota clear PATH` gives it back, 10 times a month, else wait for midnight in Beijing"
        / "查看 `webot quota get PATH`，清零 `webot quota clear PATH`（每月 10 次）或等次日零点";
    45010 Input: "the account has as many menus as it may"
        / "菜单数量已达上限"
        => "delete some: `webot menu get`, then `webot menu delete-conditional MENUID`"
        / "删除一些：先 `webot menu get`，再 `webot menu delete-conditional MENUID`";
    45011 Rate: "too many calls within one minute"
        / "一分钟内调用过多"
        => "wait a minute and let fewer requests run at once; `webot quota get PATH` shows the limits"
        / "等一分钟并降低并发；`webot quota get PATH` 可查看限制";
    45029 Input: "the account has its 100,000 permanent QR codes, and none can be deleted"
        / "永久二维码已满 10 万个，且无法删除"
        => "make a temporary one: `webot qrcode create SCENE --expire-seconds 2592000`"
        / "改用临时二维码：`webot qrcode create SCENE --expire-seconds 2592000`";
    45035 Ip: "this machine's public IP is not in the account's whitelist"
        / "本机的公网 IP 不在白名单里"
        => "add it to IP白名单 where the account is managed, and try again after 5 to 10 minutes"
        / "在该账号的管理后台添加 IP白名单，5 到 10 分钟后重试";
    45048 Input: "the menu uses material of a type that menus may not hold"
        / "菜单用了不支持的素材类型"
        => "run `webot menu lint`; for a published article use `article_id`"
        / "运行 `webot menu lint`；已发布的文章改用 `article_id`";
    45056 Input: "the account has its 100 tags"
        / "标签已满 100 个"
        => "see `webot tag list` and run `webot tag delete ID` for one that is not needed"
        / "查看 `webot tag list`，用 `webot tag delete ID` 删掉不用的";
    45057 Input: "more than 100,000 followers have the tag"
        / "标签下的粉丝超过 10 万"
        => "take it from them first: `webot tag members ID`, then `webot tag remove ID -`"
        / "先取消：`webot tag members ID`，再 `webot tag remove ID -`";
    45058 Input: "tags 0, 1 and 2 are WeChat's own and cannot be changed"
        / "0、1、2 是系统保留标签，不能修改"
        => "choose one of your own from `webot tag list`"
        / "从 `webot tag list` 里选择自建的标签";
    45059 Input: "one of the followers has 20 tags already"
        / "其中有粉丝已有 20 个标签"
        => "see `webot user tags OPENID` and take one away with `webot tag remove ID OPENID`"
        / "用 `webot user tags OPENID` 查看，用 `webot tag remove ID OPENID` 去掉一个";
    45064 Input: "the menu leads to a mini-program that is not linked to this account"
        / "菜单里的小程序没有与本账号关联"
        => "link it at mp.weixin.qq.com, 小程序管理 → 添加, or check its appid with `webot menu lint`"
        / "在 mp.weixin.qq.com 小程序管理 → 添加 里关联，或用 `webot menu lint` 检查 appid";
    45103 Permission: "WeChat has switched this endpoint off"
        / "微信已停用该接口"
        => "`webot api METHOD PATH` names the replacement; for short links that is a redirect of your own"
        / "`webot api METHOD PATH` 会提示替代接口；短链接请自建跳转";
    45157 Input: "the tag's name is empty or another tag has it"
        / "标签名为空或已存在"
        => "see `webot tag list` and choose another name"
        / "查看 `webot tag list`，换一个名字";
    45158 Input: "the tag's name is longer than 30 bytes, which is 10 Chinese characters"
        / "标签名超过 30 字节（约 10 个汉字）"
        => "shorten it"
        / "缩短标签名";
    45159 Input: "there is no such tag, or several requests tagged the same follower at the same time"
        / "没有这个标签，或同时有多个请求给同一粉丝打标签"
        => "compare with `webot tag list`, and where it is there, send one request after the other"
        / "与 `webot tag list` 核对；标签存在时改为逐个请求";
    46001 Input: "there is no such media: a temporary one ends after 3 days"
        / "素材不存在：临时素材 3 天后过期"
        => "upload it again and use the new media_id"
        / "重新上传，改用新的 media_id";
    46002 Input: "the menu names a version that there is not"
        / "菜单的版本不存在"
        => "send only `button` and `matchrule`: `webot menu pull` writes a menu that can be sent"
        / "只提交 `button` 和 `matchrule`：`webot menu pull` 会写出可直接提交的菜单";
    46003 Input: "no menu was made by API; one that was made on the website does not count"
        / "还没有用 API 创建过菜单；后台设置的不算"
        => "see what users see with `webot menu info`, or make one: `webot menu create --file FILE`"
        / "用 `webot menu info` 看实际菜单，或创建：`webot menu create --file FILE`";
    46004 Input: "there is no such user"
        / "用户不存在"
        => "look the openid up with `webot user list`"
        / "用 `webot user list` 核对 openid";
    47001 Input: "the body is no valid JSON, holds a byte order mark, or has values of the wrong type"
        / "请求体不是合法 JSON、带 BOM，或值的类型不对"
        => "add `--dry-run` to see what is sent; `webot menu lint` names line and column of a menu"
        / "加 `--dry-run` 查看实际请求；菜单可用 `webot menu lint` 定位到行列";
    47003 Input: "a field is missing or breaks its rule; WeChat's message names it"
        / "有字段缺失或不合规则，微信的提示里有字段名"
        => "mend that field, and add `--dry-run` to see what is sent"
        / "修改该字段，可加 `--dry-run` 查看实际请求";
    48001 Permission: "this kind of account may not call it: it is personal, not verified, a test account, or of another type than the endpoint"
        / "账号类型无权调用：个人号、未认证号、测试号，或与接口不是同一类账号"
        => "see 接口权限 at mp.weixin.qq.com, and with `webot config show` whether it is the right account"
        / "在 mp.weixin.qq.com 查看接口权限，并用 `webot config show` 确认账号";
    48004 Permission: "WeChat has blocked the endpoint for this account after a violation"
        / "账号因违规被封禁该接口"
        => "read the notice at mp.weixin.qq.com, 通知中心, and appeal there"
        / "登录 mp.weixin.qq.com 查看通知中心的说明并申诉";
    48006 Quota: "the quota was cleared 10 times this month already"
        / "本月已清零 10 次"
        => "see what is left with `webot quota get PATH` and wait for the next day"
        / "用 `webot quota get PATH` 查看余量，等到次日";
    48009 Permission: "WeChat has retired this endpoint"
        / "该接口已下线"
        => "`webot api METHOD PATH` names the replacement"
        / "`webot api METHOD PATH` 会提示替代接口";
    49003 Input: "one of the openids belongs to another account"
        / "其中有 openid 属于其他账号"
        => "compare with `webot user list`, and the account with `webot config show`"
        / "用 `webot user list` 核对 openid，用 `webot config show` 核对账号";
    50001 Permission: "the user has not granted this, or took it back"
        / "用户没有授权，或已收回授权"
        => "ask for it again with `scope=snsapi_userinfo` on the authorization page"
        / "在授权页用 `scope=snsapi_userinfo` 重新申请";
    50002 Permission: "the account is frozen, being closed or moved, or restricted after a violation"
        / "账号被冻结、正在注销或迁移，或因违规受限"
        => "sign in at mp.weixin.qq.com and read 通知中心"
        / "登录 mp.weixin.qq.com 查看通知中心";
    50004 Permission: "the account may not fetch tokens, as after a violation or a long time without use"
        / "账号被禁止获取 token，如违规或长期未使用"
        => "sign in at mp.weixin.qq.com and read 通知中心"
        / "登录 mp.weixin.qq.com 查看通知中心";
    50005 Input: "the user does not follow this account"
        / "用户没有关注本账号"
        => "look at `subscribe` in `webot user info OPENID`"
        / "查看 `webot user info OPENID` 里的 `subscribe`";
    61004 Ip: "this machine's public IP is not in the whitelist"
        / "本机的公网 IP 不在白名单里"
        => "add it to IP白名单 where the account or platform is managed, and try again after 5 to 10 minutes"
        / "在账号或平台的管理后台添加 IP白名单，5 到 10 分钟后重试";
    61007 Permission: "the account has not granted this to the third-party platform"
        / "账号没有把该权限授予第三方平台"
        => "let the account's administrator authorize the platform again with this permission set"
        / "让账号管理员勾选该权限集后重新授权";
    61024 Credential: "the appid is a third-party platform's, which has another kind of token"
        / "这是第三方平台的 appid，它用另一种 token"
        => "fetch it with `webot api POST /cgi-bin/component/api_component_token`"
        / "用 `webot api POST /cgi-bin/component/api_component_token` 获取";
    61450 Busy: "WeChat's customer service servers are busy"
        / "微信客服系统繁忙"
        => "wait a moment and run the same command again"
        / "稍等片刻后重试";
    61451 Input: "a parameter is missing or wrong"
        / "参数缺失或有误"
        => "add `--dry-run` to see what is sent, and compare with the endpoint's page"
        / "加 `--dry-run` 查看实际请求，再对照接口文档";
    61500 Input: "a date is not of the form `2026-01-31`"
        / "日期格式应为 `2026-01-31`"
        => "write begin_date and end_date as year, month and day with dashes"
        / "把 begin_date 和 end_date 写成带短横线的年月日";
    61501 Input: "the span is longer than this statistic allows, ends today, or begins after it ends"
        / "时间跨度超出该统计的上限、包含今天，或起止颠倒"
        => "let end_date be yesterday at the latest and ask for fewer days at a time"
        / "end_date 最晚为昨天，并减少每次查询的天数";
    63002 Input: "the page's address, timestamp or nonce is not the one that was signed, or the ticket is another account's"
        / "页面地址、时间戳或随机串与签名时不一致，或 ticket 属于其他账号"
        => "run `webot sign jsapi --check SIGNATURE`, which tries the usual mistakes"
        / "运行 `webot sign jsapi --check 签名`，它会逐一排查常见错误";
    63178 Input: "no move from this account to yours is under way or finished within 15 days, or `from_appid` is misspelt"
        / "没有从该账号迁来的记录、已超过 15 天，或 `from_appid` 有误"
        => "give the old account's appid, or its original id (`gh_…`), to `webot user change-openid` with the new account's credentials"
        / "用新账号运行 `webot user change-openid`，填旧账号的 appid 或原始 ID（`gh_…`）";
    63182 Input: "the list of openids is empty, or was sent as a form"
        / "openid 列表为空，或以表单提交"
        => "run `webot user change-openid APPID OPENID…` with up to 100 of the old account"
        / "运行 `webot user change-openid APPID OPENID…`，一次最多 100 个旧 openid";
    65301 Input: "there is no conditional menu of this id; the main menu has an id too, which does not count"
        / "没有这个个性化菜单；默认菜单的 menuid 不能用在这里"
        => "take the menuid from `conditionalmenu` of `webot menu get`"
        / "从 `webot menu get` 的 `conditionalmenu` 里取 menuid";
    65302 Input: "no follower has this openid or WeChat ID, or user_id is missing"
        / "没有这个 openid 或微信号的粉丝，或缺少 user_id"
        => "take an openid from `webot user list` and run `webot menu try-match OPENID`"
        / "从 `webot user list` 取 openid，运行 `webot menu try-match OPENID`";
    65303 Input: "conditional menus need a main menu, and there is none"
        / "创建个性化菜单前要先有默认菜单"
        => "run `webot menu create --file FILE` first"
        / "先运行 `webot menu create --file FILE`";
    65304 Input: "`matchrule` is missing, empty, or holds only fields that ended in December 2021"
        / "`matchrule` 缺失、为空，或只有 2021 年 12 月已下线的字段"
        => "give it `tag_id` or `client_platform_type`; ids stand in `webot tag list`"
        / "填写 `tag_id` 或 `client_platform_type`；标签 id 见 `webot tag list`";
    65305 Input: "the account has as many conditional menus as it may"
        / "个性化菜单数量已达上限"
        => "delete some: `webot menu get`, then `webot menu delete-conditional MENUID`"
        / "删除一些：先 `webot menu get`，再 `webot menu delete-conditional MENUID`";
    65306 Permission: "only verified accounts may have conditional menus"
        / "只有已认证的账号才能用个性化菜单"
        => "verify the account at mp.weixin.qq.com, or use `webot menu create`"
        / "在 mp.weixin.qq.com 完成认证，或改用 `webot menu create`";
    65307 Input: "the conditional menu has no `button`, or no menuid was sent"
        / "个性化菜单里没有 `button`，或没有传 menuid"
        => "run `webot menu lint`; a conditional menu has `button` and `matchrule`"
        / "运行 `webot menu lint`；个性化菜单要有 `button` 和 `matchrule`";
    65308 Input: "a button has no `type`"
        / "有按钮没有 `type`"
        => "run `webot menu lint`, which names the button"
        / "运行 `webot menu lint`，它会指出是哪个按钮";
    65309 Permission: "conditional menus are switched off for this account"
        / "账号关闭了个性化菜单"
        => "switch them on at mp.weixin.qq.com, 自定义菜单"
        / "在 mp.weixin.qq.com 自定义菜单 里开启";
    65310 Input: "`matchrule` has a province or city without a country; all three ended in December 2021"
        / "`matchrule` 有省市而没有国家；这三项已于 2021 年 12 月下线"
        => "take them out and match by `tag_id`: `webot tag list`"
        / "去掉它们，改用 `tag_id` 匹配：`webot tag list`";
    65311 Input: "`matchrule` has a city without a province; both ended in December 2021"
        / "`matchrule` 有城市而没有省份；两项已于 2021 年 12 月下线"
        => "take them out and match by `tag_id`: `webot tag list`"
        / "去掉它们，改用 `tag_id` 匹配：`webot tag list`";
    65312 Input: "`matchrule` names a country that WeChat does not know; the field ended in December 2021"
        / "`matchrule` 的国家不合法；该字段已于 2021 年 12 月下线"
        => "take it out and match by `tag_id`: `webot tag list`"
        / "去掉它，改用 `tag_id` 匹配：`webot tag list`";
    65313 Input: "`matchrule` names a province that WeChat does not know; the field ended in December 2021"
        / "`matchrule` 的省份不合法；该字段已于 2021 年 12 月下线"
        => "take it out and match by `tag_id`: `webot tag list`"
        / "去掉它，改用 `tag_id` 匹配：`webot tag list`";
    65314 Input: "`matchrule` names a city that WeChat does not know; the field ended in December 2021"
        / "`matchrule` 的城市不合法；该字段已于 2021 年 12 月下线"
        => "take it out and match by `tag_id`: `webot tag list`"
        / "去掉它，改用 `tag_id` 匹配：`webot tag list`";
    65315 Input: "the user does not follow this account"
        / "用户没有关注本账号"
        => "look at `subscribe` in `webot user info OPENID`"
        / "查看 `webot user info OPENID` 里的 `subscribe`";
    65316 Input: "the conditional menus lead to more than 3 domains in all"
        / "个性化菜单合计跳转到 3 个以上的域名"
        => "see them with `webot menu preview` and lead through one domain of your own"
        / "用 `webot menu preview` 查看，并统一走自己的一个域名";
    65317 Input: "a button's url is no address that WeChat opens"
        / "有按钮的网址无法打开"
        => "run `webot menu lint` and write the whole address with `https://`"
        / "运行 `webot menu lint`，并写完整的 `https://` 网址";
    65318 Input: "the menu is not UTF-8"
        / "菜单不是 UTF-8 编码"
        => "save the file as UTF-8 without a byte order mark, and run `webot menu lint`"
        / "另存为不带 BOM 的 UTF-8，再运行 `webot menu lint`";
    65320 Input: "`matchrule` holds sex, place or language, which ended in December 2021"
        / "`matchrule` 含性别、地区或语言，这些已于 2021 年 12 月下线"
        => "take them out and match by `tag_id` or `client_platform_type`: `webot tag list`"
        / "去掉它们，改用 `tag_id` 或 `client_platform_type`：`webot tag list`";
    76001 Input: "no request has this rid, or it is older than 7 days"
        / "没有这个 rid，或已超过 7 天"
        => "copy the rid again from the end of the errmsg: `webot quota rid RID`"
        / "从 errmsg 末尾重新复制：`webot quota rid RID`";
    76002 Input: "the rid is empty or not of the form `61725984-6126f6f9-040f19c4`"
        / "rid 为空，或不是 `61725984-6126f6f9-040f19c4` 这样的格式"
        => "copy the rid again from the end of the errmsg: `webot quota rid RID`"
        / "从 errmsg 末尾重新复制：`webot quota rid RID`";
    76003 Permission: "the rid is of a request of another account"
        / "该 rid 属于其他账号的请求"
        => "use the account that made the request: `webot quota rid RID --profile NAME`"
        / "换成发出请求的账号：`webot quota rid RID --profile NAME`";
    76021 Input: "WeChat knows no such path: it begins with a slash and has no host, no query and no token"
        / "没有这个路径：要以斜杠开头，不带域名、查询参数和 token"
        => "write it as in `webot quota get /cgi-bin/menu/create`"
        / "写成 `webot quota get /cgi-bin/menu/create` 这样";
    76022 Permission: "the endpoint belongs to another kind of account than the token; paths with `/sns/` are never counted"
        / "接口与 token 不属于同一类账号；含 `/sns/` 的路径不支持查询"
        => "use the account that the endpoint belongs to: `webot quota get PATH --profile NAME`"
        / "换成接口所属的账号：`webot quota get PATH --profile NAME`";
    89501 Ip: "a request for this IP waits for the administrator's answer"
        / "有待管理员处理的 IP 确认请求"
        => "let the administrator answer it in WeChat, or add the IP to IP白名单, and try again"
        / "请管理员在微信里处理，或直接添加 IP白名单，再重试";
    89502 Ip: "the administrator has not answered yet"
        / "管理员还没有确认"
        => "let the administrator answer it in WeChat, or add the IP to IP白名单, and try again"
        / "请管理员在微信里处理，或直接添加 IP白名单，再重试";
    89503 Ip: "the IP is new to WeChat, which has asked the administrator to confirm it"
        / "微信首次见到这个 IP，已请管理员确认"
        => "let the administrator confirm it in WeChat, or add the IP to IP白名单, and try again"
        / "请管理员在微信里确认，或直接添加 IP白名单，再重试";
    89504 Ip: "the administrator has not answered yet"
        / "管理员还没有确认"
        => "let the administrator answer it in WeChat, or add the IP to IP白名单, and try again"
        / "请管理员在微信里处理，或直接添加 IP白名单，再重试";
    89505 Ip: "the administrator has not answered yet"
        / "管理员还没有确认"
        => "let the administrator answer it in WeChat, or add the IP to IP白名单, and try again"
        / "请管理员在微信里处理，或直接添加 IP白名单，再重试";
    89506 Ip: "the administrator has refused this IP twice"
        / "管理员已两次拒绝这个 IP"
        => "talk to the administrator and try again after 24 hours, or add the IP to IP白名单"
        / "先与管理员沟通，24 小时后再试，或添加 IP白名单";
    89507 Ip: "the administrator has refused this IP"
        / "管理员拒绝了这个 IP"
        => "talk to the administrator and try again after an hour, or add the IP to IP白名单"
        / "先与管理员沟通，1 小时后再试，或添加 IP白名单";
    9_410_010 Input: "the data is longer than 4 KB"
        / "数据超过 4KB"
        => "keep it yourself and put only its key into `webot shorten gen`"
        / "自行存储，只把键值交给 `webot shorten gen`";
    9_410_011 Input: "the time is longer than 30 days, which is 2592000 seconds"
        / "保存时间超过 30 天（2592000 秒）"
        => "run `webot shorten gen` with `--expire-seconds` of 2592000 or less"
        / "`webot shorten gen` 的 `--expire-seconds` 不要超过 2592000";
    9_410_012 Input: "there is no such short key: misspelt, ended, or made by another account"
        / "没有这个短 key：抄错、已过期或属于其他账号"
        => "make a new one with `webot shorten gen`"
        / "用 `webot shorten gen` 重新生成";
};
