//! WeCom's codes, where they mean something of their own.

use super::{Errcode, codes};

pub(super) const CODES: &[Errcode] = codes! { Work
    -1 Busy: "WeCom's servers are busy"
        / "企业微信服务器繁忙"
        => "wait a moment and run the same command again, 3 times at most"
        / "稍等片刻后重试，最多 3 次";
    40001 Credential: "the secret is wrong: of another app, of another company, or reset since"
        / "secret 有误：属于其他应用或企业，或之后被重置过"
        => "copy it from the app's page at work.weixin.qq.com, 应用管理, and compare with `webot config show`"
        / "在 work.weixin.qq.com 应用管理 的应用详情里复制，并用 `webot config show` 核对";
    40003 Input: "there is no member of this userid"
        / "没有这个 userid 的成员"
        => "use the 账号 of the member as 通讯录 shows it, not the name"
        / "填写通讯录里的账号，而不是姓名";
    40007 Input: "there is no such media: a temporary one ends after 3 days"
        / "没有这个素材：临时素材 3 天后过期"
        => "upload it again and use the new media_id"
        / "重新上传，改用新的 media_id";
    40008 Input: "`msgtype` is misspelt or not taken here"
        / "`msgtype` 拼写错误，或该接口不支持"
        => "compare `msgtype` with the endpoint's page; it is lower case"
        / "对照接口文档检查 `msgtype`，全部小写";
    40013 Credential: "the corpid is wrong, or is an app's id"
        / "corpid 有误，或误填了应用的 id"
        => "copy 企业ID from work.weixin.qq.com, 我的企业, and compare with `webot config show`"
        / "在 work.weixin.qq.com 我的企业 里复制企业 ID，并用 `webot config show` 核对";
    40014 Token: "the token is cut off, has ended, or is another company's"
        / "token 不完整、已失效，或属于其他企业"
        => "run `webot token refresh`; each app of each company has a token of its own"
        / "运行 `webot token refresh`；每个企业的每个应用各有一个 token";
    40016 Input: "the menu has no or more than 3 buttons"
        / "一级按钮为空或超过 3 个"
        => "run `webot menu lint`: 1 to 3 buttons at the top"
        / "运行 `webot menu lint`：一级按钮 1 到 3 个";
    40017 Input: "a button's `type` is missing or misspelt"
        / "按钮的 `type` 缺失或拼错"
        => "run `webot menu lint`, which names the button"
        / "运行 `webot menu lint`，它会指出是哪个按钮";
    40018 Input: "a button's name is empty or longer than 16 bytes"
        / "按钮名字为空或超过 16 字节"
        => "shorten it; `webot menu lint` counts the bytes of every name"
        / "缩短名字；`webot menu lint` 会统计每个名字的字节数";
    40029 Credential: "the OAuth code is older than 5 minutes, used, or of another app"
        / "OAuth code 已超过 5 分钟、已使用，或属于其他应用"
        => "send the member through the authorization page again and use the code once"
        / "重新走一次授权页，code 只用一次";
    40031 Input: "the list names a userid that there is not"
        / "列表里有不存在的 userid"
        => "compare the list with 通讯录"
        / "与通讯录核对列表";
    40032 Input: "the list of userids is empty or too long"
        / "userid 列表为空或过长"
        => "send it in parts as the endpoint's page says"
        / "按接口文档的上限分批提交";
    40033 Input: "the JSON has `\\uXXXX` in place of the characters themselves"
        / "JSON 里用了 `\\uXXXX` 转义而不是汉字本身"
        => "send it with `webot api POST PATH --data @FILE`, which writes plain UTF-8"
        / "用 `webot api POST PATH --data @FILE` 发送，会写成原样 UTF-8";
    40035 Input: "a parameter is missing, of the wrong type or beyond its range"
        / "参数缺失、类型不对或超出范围"
        => "add `--dry-run` to see what is sent, and compare with the endpoint's page"
        / "加 `--dry-run` 查看实际请求，再对照接口文档";
    40054 Input: "a button of the second level has a url without `http://` or `https://`"
        / "二级按钮的网址缺少 `http://` 或 `https://`"
        => "run `webot menu lint` and write the whole address"
        / "运行 `webot menu lint`，并写完整网址";
    40055 Input: "a button at the top has a url without `http://` or `https://`"
        / "一级按钮的网址缺少 `http://` 或 `https://`"
        => "run `webot menu lint` and write the whole address"
        / "运行 `webot menu lint`，并写完整网址";
    40056 Input: "there is no app of this agentid, or the token is another app's"
        / "没有这个 agentid 的应用，或 token 属于其他应用"
        => "copy AgentId from the app's page at work.weixin.qq.com, and compare with `webot config show`"
        / "在应用详情里复制 AgentId，并用 `webot config show` 核对";
    40057 Input: "the callback URL does not answer WeCom's check"
        / "回调 URL 没有通过校验"
        => "try it with `webot verify-url URL --mode safe`"
        / "用 `webot verify-url URL --mode safe` 测试";
    40058 Input: "a parameter breaks its rule; WeCom's message names it, as in text that is too long"
        / "有参数不合规则，如内容超长，企业微信的提示里有字段名"
        => "mend that field, and add `--dry-run` to see what is sent"
        / "修改该字段，可加 `--dry-run` 查看实际请求";
    40059 Input: "the switch for reporting places is neither 0 nor 1"
        / "上报地理位置开关只能是 0 或 1"
        => "set `report_location_flag` to 0 or 1"
        / "把 `report_location_flag` 设为 0 或 1";
    40066 Input: "the list of departments is empty or names one that there is not"
        / "部门列表为空，或含不存在的部门"
        => "list them with `webot api GET /cgi-bin/department/list`"
        / "用 `webot api GET /cgi-bin/department/list` 查看";
    40068 Input: "there is no tag of this id"
        / "没有这个标签"
        => "list them with `webot api GET /cgi-bin/tag/list`"
        / "用 `webot api GET /cgi-bin/tag/list` 查看";
    40073 Input: "there is no such openid, or it is an official account's"
        / "openid 不存在，或来自公众号"
        => "ask WeCom for it: `webot api POST /cgi-bin/user/convert_to_openid`"
        / "用 `webot api POST /cgi-bin/user/convert_to_openid` 获取";
    40091 Credential: "the secret is not of this company"
        / "secret 不属于这个企业"
        => "compare corpid and secret with `webot config show`; both come from one company"
        / "用 `webot config show` 核对 corpid 和 secret，两者须属于同一企业";
    40093 Input: "the jsapi_ticket has ended or is another app's"
        / "jsapi_ticket 已失效，或属于其他应用"
        => "run `webot ticket get --type jsapi`, or `--type agent` for wx.agentConfig"
        / "运行 `webot ticket get --type jsapi`；wx.agentConfig 用 `--type agent`";
    40096 Input: "there is no customer of this external_userid, or this app may not see it"
        / "没有这个外部联系人，或应用无权查看"
        => "list them with `webot api GET /cgi-bin/externalcontact/list`"
        / "用 `webot api GET /cgi-bin/externalcontact/list` 查看";
    41001 Input: "no access_token stands in the query"
        / "查询参数里没有 access_token"
        => "call it with `webot api METHOD PATH`, which adds the token"
        / "用 `webot api METHOD PATH` 调用，会自动带上 token";
    41002 Input: "no corpid was sent: the setting is empty"
        / "没有传 corpid：配置为空"
        => "see with `webot config show` whether it is set, or run `webot init`"
        / "用 `webot config show` 确认已配置，或运行 `webot init`";
    41004 Input: "no secret was sent: the setting is empty"
        / "没有传 secret：配置为空"
        => "see with `webot config show` whether it is set, or run `webot init`"
        / "用 `webot config show` 确认已配置，或运行 `webot init`";
    41008 Credential: "the address that the member came back to carries no `code`"
        / "回调地址里没有 `code`"
        => "begin at the authorization page again and keep the whole query through redirects"
        / "重新从授权页开始，跳转时保留完整查询参数";
    41009 Input: "no userid was sent"
        / "没有传 userid"
        => "add it with `--query userid=NAME`"
        / "用 `--query userid=账号` 补上";
    41011 Input: "no agentid was sent"
        / "没有传 agentid"
        => "copy AgentId from the app's page at work.weixin.qq.com, and add it with `--query agentid=ID`"
        / "在应用详情里复制 AgentId，用 `--query agentid=ID` 补上";
    42001 Token: "the token is older than its 2 hours"
        / "token 已超过 2 小时有效期"
        => "run `webot token refresh`, and check this machine's clock where it goes on"
        / "运行 `webot token refresh`；反复出现时检查本机时钟";
    43004 Input: "the member has neither signed in to WeCom with WeChat nor follows 微信插件"
        / "成员没有用微信登录企业微信，也没有关注微信插件"
        => "let the member scan the code at work.weixin.qq.com, 我的企业 → 微信插件"
        / "让成员扫描 work.weixin.qq.com 我的企业 → 微信插件 的二维码";
    44004 Input: "the text message has no `content`"
        / "文本消息没有 `content`"
        => "add `text.content`"
        / "补上 `text.content`";
    45002 Input: "the message is too long: 2048 bytes for text and markdown, 4096 for markdown of a webhook"
        / "消息过长：文本和 markdown 2048 字节，群机器人 markdown 4096 字节"
        => "shorten it or send it in parts"
        / "缩短内容或分条发送";
    45009 Quota: "the calls of this endpoint are used up for the minute, hour or day: a webhook takes 20 a minute"
        / "该接口在当前时段的次数已用完：群机器人每分钟 20 条"
        => "wait until the minute, hour or day is over, and put several messages into one"
        / "等当前时段结束，并合并消息";
    45033 Rate: "too many requests run at the same time"
        / "并发请求过多"
        => "let fewer run at once"
        / "降低并发";
    46003 Input: "the app has no menu"
        / "应用没有设置菜单"
        => "make one: `webot api POST /cgi-bin/menu/create --query agentid=ID --data @FILE`"
        / "创建：`webot api POST /cgi-bin/menu/create --query agentid=ID --data @FILE`";
    46004 Input: "there is no such member"
        / "没有这个成员"
        => "use the 账号 of the member as 通讯录 shows it, not the name"
        / "填写通讯录里的账号，而不是姓名";
    48002 Permission: "this app may not call the endpoint: its secret is not of the app that may, such as 通讯录同步 or 客户联系"
        / "应用无权调用：应改用有权限的 secret，如通讯录同步、客户联系"
        => "see the endpoint's page for whose secret it wants, and set it: `webot config show`"
        / "按接口文档换成对应应用的 secret，并用 `webot config show` 核对";
    48004 Permission: "the company has not granted this to the third-party app, or took it back"
        / "企业没有授权给第三方应用，或已取消授权"
        => "let the company's administrator authorize the app again"
        / "让企业管理员重新授权";
    48005 Permission: "WeCom has retired this endpoint"
        / "企业微信已下线该接口"
        => "`webot api METHOD PATH` names the replacement"
        / "`webot api METHOD PATH` 会提示替代接口";
    50001 Input: "the domain of redirect_url is not among the app's trusted ones"
        / "redirect_url 的域名不在应用的可信域名里"
        => "add it at work.weixin.qq.com, 应用管理 → 网页授权及JS-SDK"
        / "在 work.weixin.qq.com 应用管理 → 网页授权及JS-SDK 里添加";
    50002 Permission: "the member is outside the app's 可见范围"
        / "成员不在应用的可见范围内"
        => "add the member at work.weixin.qq.com, 应用管理 → 可见范围"
        / "在 work.weixin.qq.com 应用管理 → 可见范围 里添加成员";
    50003 Permission: "the app is switched off"
        / "应用已停用"
        => "switch it on at work.weixin.qq.com, 应用管理"
        / "在 work.weixin.qq.com 应用管理 里启用";
    60003 Input: "there is no department of this id"
        / "没有这个部门"
        => "list them with `webot api GET /cgi-bin/department/list`"
        / "用 `webot api GET /cgi-bin/department/list` 查看";
    60011 Permission: "this secret may not see or change the member, department or tag"
        / "这个 secret 无权查看或修改该成员、部门或标签"
        => "widen 可见范围 at work.weixin.qq.com, 应用管理, or use the secret of 通讯录同步"
        / "在 work.weixin.qq.com 应用管理 扩大可见范围，或改用通讯录同步的 secret";
    60020 Ip: "this machine's public IP is not among the app's 企业可信IP"
        / "本机的公网 IP 不在应用的企业可信IP 里"
        => "add it at work.weixin.qq.com, 应用管理 → the app → 企业可信IP; it must be the company's own and takes a few minutes"
        / "在 work.weixin.qq.com 应用详情 → 企业可信IP 添加，须为本企业的 IP，几分钟后生效";
    60111 Input: "there is no member of this userid"
        / "没有这个 userid 的成员"
        => "use the 账号 of the member as 通讯录 shows it, not the name"
        / "填写通讯录里的账号，而不是姓名";
    60123 Input: "there is no department of this id"
        / "没有这个部门"
        => "list them with `webot api GET /cgi-bin/department/list`"
        / "用 `webot api GET /cgi-bin/department/list` 查看";
    81013 Permission: "none of the members, departments and tags exists, or the app may not write to them"
        / "成员、部门、标签全部不存在，或不在应用的可见范围内"
        => "check touser, toparty and totag, and 可见范围 at work.weixin.qq.com, 应用管理"
        / "核对 touser、toparty、totag，以及应用管理里的可见范围";
    82001 Input: "touser, toparty and totag name nobody"
        / "touser、toparty、totag 里没有有效的接收者"
        => "give at least one that exists, or `@all`"
        / "至少填写一个有效的接收者，或用 `@all`";
    91040 Input: "there is no ticket of this type; the app's own is `agent_config`"
        / "没有这种 ticket；应用的类型是 `agent_config`"
        => "run `webot ticket get --type agent`"
        / "运行 `webot ticket get --type agent`";
    301_002 Permission: "this secret may not work on the app of that agentid"
        / "这个 secret 无权操作该 agentid 的应用"
        => "use the secret of the same app: compare with `webot config show`"
        / "改用同一应用的 secret：用 `webot config show` 核对";
    2_000_002 Credential: "there is no company of this corpid"
        / "没有这个 corpid 的企业"
        => "copy 企业ID from work.weixin.qq.com, 我的企业, and compare with `webot config show`"
        / "在 work.weixin.qq.com 我的企业 里复制企业 ID，并用 `webot config show` 核对";
};
