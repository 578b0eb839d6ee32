//! Busy, and codes of 40…: a value that WeChat does not take.

use super::{Errcode, codes};

pub(super) const CODES: &[Errcode] = codes! { Api
    -1 Busy: "WeChat's own servers are busy, or one behind them did not answer"
        / "微信侧繁忙，或其后端没有响应"
        => "wait a moment and run the same command again; where it goes on, ask WeChat with the rid"
        / "稍等片刻后重试；持续出现时带上 rid 向微信反馈";
    40001 Token: "another program fetched a newer token with `/cgi-bin/token`, the token is another account's, or the secret is wrong"
        / "别的程序用 `/cgi-bin/token` 换走了 token，或 token 属于其他账号，或 secret 有误"
        => "run `webot token refresh`, and let every machine use stable_token so that none ends the others' token"
        / "运行 `webot token refresh`，并让所有机器改用 stable_token，避免互相顶掉";
    40002 Input: "grant_type is not `client_credential`, or stands in the wrong place: stable_token reads it from the JSON body only"
        / "grant_type 不是 `client_credential`，或没有放在 stable_token 要求的 JSON 里"
        => "run `webot token get`, which sends it as WeChat wants it"
        / "运行 `webot token get`，它会按微信的要求传参";
    40003 Input: "no follower of this account has this openid: it is another account's, has been cut off, or the user has left"
        / "本账号没有这个粉丝：openid 属于其他账号、复制不全，或用户已取消关注"
        => "look it up with `webot user list`; every account gives the same person another openid"
        / "用 `webot user list` 核对；同一用户在不同账号下 openid 不同";
    40004 Input: "the upload is of a kind that `type` does not name: image, voice, video or thumb"
        / "上传的文件与 `type` 不符，可选 image、voice、video、thumb"
        => "set `type` to what the file really is"
        / "把 `type` 改成文件的真实类型";
    40005 Input: "the file's format is not taken: jpg, png, gif or bmp for pictures, mp3 or amr for voice, mp4 for video"
        / "文件格式不支持：图片 jpg/png/gif/bmp，语音 mp3/amr，视频 mp4"
        => "convert the file, and give it the extension of its format"
        / "转换格式，并使用与格式一致的扩展名";
    40006 Input: "the file is empty or larger than its kind may be: 10 MB picture, 2 MB voice, 10 MB video, 64 KB thumb"
        / "文件为空或过大：图片 10MB，语音 2MB，视频 10MB，缩略图 64KB"
        => "make the file smaller and upload it again"
        / "压缩后重新上传";
    40007 Input: "there is no such media: a temporary one ends after 3 days, and each belongs to the account that uploaded it"
        / "没有这个素材：临时素材 3 天后过期，且只属于上传它的账号"
        => "upload it again as permanent material of this account and use the new media_id"
        / "在本账号重新上传为永久素材，改用新的 media_id";
    40008 Input: "`msgtype` is misspelt or not taken here"
        / "`msgtype` 拼写错误，或该接口不支持"
        => "compare `msgtype` with the endpoint's page; it is lower case"
        / "对照接口文档检查 `msgtype`，全部小写";
    40009 Input: "the picture is too large, or no picture that WeChat can read"
        / "图片过大，或不是微信能识别的图片"
        => "make it smaller and save it as jpg or png"
        / "压缩图片，另存为 jpg 或 png";
    40013 Credential: "the appid is misspelt, has a space around it, is the company's or an original id (`gh_…`), or appid and secret are swapped"
        / "appid 抄错、带空格、误用企业 ID 或原始 ID（`gh_…`），或与 secret 填反"
        => "it is `wx` and 16 hex digits: see `webot config show` for what is used and where it comes from"
        / "appid 是 `wx` 加 16 位十六进制：用 `webot config show` 查看当前值和来源";
    40014 Token: "the token is cut off, has a space or line break in it, or is another account's"
        / "token 不完整、夹带空格或换行，或属于其他账号"
        => "run `webot token refresh`; where you pass tokens on yourself, keep at least 512 characters of room"
        / "运行 `webot token refresh`；自行存储时至少预留 512 个字符";
    40015 Input: "the menu has a type that there is not"
        / "菜单里有不存在的类型"
        => "run `webot menu lint`, which names the button"
        / "运行 `webot menu lint`，它会指出是哪个按钮";
    40016 Input: "the menu has no `button` array or more than 3 buttons; a byte order mark before the JSON looks the same to WeChat"
        / "没有 `button` 数组或一级按钮超过 3 个；JSON 前带 BOM 也会如此"
        => "run `webot menu lint`: 1 to 3 buttons at the top, and what `menu get` prints is one level too deep"
        / "运行 `webot menu lint`：一级按钮 1 到 3 个；`menu get` 的结果多一层，不能直接提交";
    40017 Input: "a button's `type` is missing or misspelt, or it has both `type` and `sub_button`"
        / "按钮的 `type` 缺失或拼错，或同时写了 `type` 和 `sub_button`"
        => "run `webot menu lint`, which names the button and lists the types"
        / "运行 `webot menu lint`，它会指出按钮并列出可用类型";
    40018 Input: "a button at the top has no name or one of more than 16 bytes, which is 5 Chinese characters"
        / "一级按钮没有名字，或超过 16 字节（约 5 个汉字）"
        => "shorten it; `webot menu lint` counts the bytes of every name"
        / "缩短名字；`webot menu lint` 会统计每个名字的字节数";
    40019 Input: "a button's `key` is missing or longer than 128 bytes"
        / "按钮的 `key` 缺失或超过 128 字节"
        => "run `webot menu lint`; a click button needs a key of 1 to 128 bytes"
        / "运行 `webot menu lint`；click 类按钮需要 1 到 128 字节的 key";
    40020 Input: "a button's `url` is missing or longer than 1024 bytes"
        / "按钮的 `url` 缺失或超过 1024 字节"
        => "run `webot menu lint`; send a long address through a redirect of your own"
        / "运行 `webot menu lint`；过长的地址可用自己的跳转页代替";
    40021 Input: "the menu names a version that WeChat does not know"
        / "菜单里的版本号微信不认识"
        => "send only `button` and `matchrule`: `webot menu pull` writes a menu that can be sent"
        / "只提交 `button` 和 `matchrule`：`webot menu pull` 会写出可直接提交的菜单";
    40022 Input: "the menu is nested deeper than two levels"
        / "菜单嵌套超过两级"
        => "run `webot menu lint` and move the inner buttons one level up"
        / "运行 `webot menu lint`，把更深的按钮上移一级";
    40023 Input: "a button has no or more than 5 buttons beneath it"
        / "二级菜单为空或超过 5 个"
        => "run `webot menu lint`: 1 to 5 buttons beneath one, or none and a `type`"
        / "运行 `webot menu lint`：二级按钮 1 到 5 个，没有二级按钮时写 `type`";
    40024 Input: "a button of the second level has no `type`, or one that there is not"
        / "二级按钮缺少 `type`，或类型不存在"
        => "run `webot menu lint`, which names the button and lists the types"
        / "运行 `webot menu lint`，它会指出按钮并列出可用类型";
    40025 Input: "a button of the second level has no name or one of more than 60 bytes, which is 20 Chinese characters"
        / "二级按钮没有名字，或超过 60 字节（约 20 个汉字）"
        => "shorten it; `webot menu lint` counts the bytes of every name"
        / "缩短名字；`webot menu lint` 会统计每个名字的字节数";
    40026 Input: "the `key` of a button of the second level is missing or longer than 128 bytes"
        / "二级按钮的 `key` 缺失或超过 128 字节"
        => "run `webot menu lint`; a click button needs a key of 1 to 128 bytes"
        / "运行 `webot menu lint`；click 类按钮需要 1 到 128 字节的 key";
    40027 Input: "the `url` of a button of the second level is missing or longer than 1024 bytes"
        / "二级按钮的 `url` 缺失或超过 1024 字节"
        => "run `webot menu lint`; every view button needs a url"
        / "运行 `webot menu lint`；每个 view 按钮都要有 url";
    40028 Input: "the menu is for a user who is no follower of this account"
        / "菜单指定的用户不是本账号的粉丝"
        => "see with `webot menu try-match OPENID` who gets which menu"
        / "用 `webot menu try-match OPENID` 查看用户匹配到的菜单";
    40029 Credential: "the OAuth code is older than 5 minutes, of another appid, or was read from an address that was opened twice"
        / "OAuth code 已超过 5 分钟、属于其他 appid，或页面被打开了两次"
        => "send the user through the authorization page again and use the code at once, and once"
        / "重新走一次授权页，拿到 code 后立即使用且只用一次";
    40030 Credential: "the OAuth refresh_token is cut off, has ended after 30 days, or is of another appid"
        / "OAuth 的 refresh_token 不完整、超过 30 天，或属于其他 appid"
        => "let the user authorize again"
        / "让用户重新授权";
    40031 Input: "the list of openids is empty or holds one that is no follower of this account"
        / "openid 列表为空，或其中有人不是本账号粉丝"
        => "compare the list with `webot user list`"
        / "用 `webot user list` 核对列表";
    40032 Input: "the list is empty or too long: 50 openids for a tag, 20 for the blacklist, 100 for information"
        / "列表为空或过长：打标签 50 个，黑名单 20 个，查信息 100 个"
        => "let `webot tag add`, `webot blacklist add` or `webot user batch` read them with `-`"
        / "让 `webot tag add`、`webot blacklist add`、`webot user batch` 用 `-` 读取";
    40033 Input: "the JSON has `\\uXXXX` in place of the characters themselves, or is not UTF-8"
        / "JSON 里用了 `\\uXXXX` 转义而不是汉字本身，或不是 UTF-8"
        => "send the file with `webot menu create --file FILE` or `webot api`, which write plain UTF-8"
        / "用 `webot menu create --file FILE` 或 `webot api` 发送，会写成原样 UTF-8";
    40034 Input: "the template is longer than WeChat takes"
        / "模板内容过长"
        => "shorten the template's fields"
        / "缩短模板字段";
    40035 Input: "a parameter is missing, empty, of the wrong type or beyond its range"
        / "参数缺失、为空、类型不对或超出范围"
        => "add `--dry-run` to see what is sent, and compare with the endpoint's page"
        / "加 `--dry-run` 查看实际请求，再对照接口文档";
    40036 Input: "the template_id is cut off or has a space around it"
        / "template_id 不完整或带空格"
        => "copy it again from the list of templates: `webot api GET /cgi-bin/template/get_all_private_template`"
        / "重新复制：`webot api GET /cgi-bin/template/get_all_private_template`";
    40037 Input: "this account has no such template: it was deleted, or is another account's"
        / "本账号没有这个模板：已被删除或属于其他账号"
        => "list the templates with `webot api GET /cgi-bin/template/get_all_private_template`"
        / "列出模板：`webot api GET /cgi-bin/template/get_all_private_template`";
    40038 Input: "the body is not of the form that this endpoint reads"
        / "请求体不是该接口要求的格式"
        => "add `--dry-run` to see what is sent, and compare with the example on the endpoint's page"
        / "加 `--dry-run` 查看实际请求，再对照文档里的示例";
    40039 Input: "an address is empty or longer than 1024 bytes"
        / "网址为空或超过 1024 字节"
        => "shorten it; for a menu `webot menu lint` names the button"
        / "缩短网址；菜单可用 `webot menu lint` 定位按钮";
    40050 Input: "there is no group of this id; groups have become tags"
        / "没有这个分组；分组已由标签取代"
        => "use a tag's id from `webot tag list`"
        / "改用 `webot tag list` 里的标签 id";
    40051 Input: "the group's name is empty, too long or taken; groups have become tags"
        / "分组名为空、过长或重复；分组已由标签取代"
        => "make a tag instead: `webot tag create NAME`"
        / "改为创建标签：`webot tag create NAME`";
    40052 Input: "action_name is not one of the four kinds of QR code, or the body that went out was no JSON"
        / "action_name 不是四种二维码类型之一，或发出的不是 JSON"
        => "use `webot qrcode create SCENE`, which chooses it from the scene"
        / "用 `webot qrcode create SCENE`，它会按场景值选择类型";
    40053 Input: "the scene is missing or does not fit the kind: a number up to 100000 for permanent codes, a text of 1 to 64 characters"
        / "场景值缺失或与类型不符：永久码的数字不超过 100000，字符串 1 到 64 个字符"
        => "shorten `action_info.scene` and run `webot qrcode create SCENE`"
        / "缩短 `action_info.scene` 后运行 `webot qrcode create SCENE`";
    40054 Input: "a button of the second level has a url without `http://` or `https://`, or to a domain that WeChat blocks"
        / "二级按钮的网址缺少 `http://` 或 `https://`，或域名被微信拦截"
        => "run `webot menu lint` and write the whole address"
        / "运行 `webot menu lint`，并写完整网址";
    40055 Input: "a button at the top has a url without `http://` or `https://`, or to a domain that WeChat blocks"
        / "一级按钮的网址缺少 `http://` 或 `https://`，或域名被微信拦截"
        => "run `webot menu lint` and write the whole address"
        / "运行 `webot menu lint`，并写完整网址";
    40056 Input: "the code of the card is not known or has been used"
        / "卡券 code 不存在或已使用"
        => "read the code again and ask for its state: `webot api POST /card/code/get`"
        / "重新读取并查询状态：`webot api POST /card/code/get`";
    40057 Input: "the bar of the mini-program has too few or too many tabs"
        / "小程序底部标签数量不对"
        => "give `tabBar.list` in app.json 2 to 5 tabs"
        / "把 app.json 里的 `tabBar.list` 改为 2 到 5 项";
    40058 Input: "the name of a tab of the mini-program is empty or too long"
        / "小程序底部标签的名字为空或过长"
        => "shorten `tabBar.list[].text` in app.json"
        / "缩短 app.json 里的 `tabBar.list[].text`";
    40059 Input: "there is no message of this id: it was deleted, or is another account's"
        / "没有这条消息：已删除或属于其他账号"
        => "use the msg_id that sending it answered"
        / "使用发送时返回的 msg_id";
    40066 Input: "WeChat has no endpoint of this path, or the mini-program's page is not published"
        / "没有这个接口路径，或小程序页面尚未发布"
        => "check the path for a typing error, a slash too many or too few: `webot api --list`"
        / "检查路径拼写和斜杠：`webot api --list`";
    40092 Input: "the remark is 30 bytes or longer, which is about 10 Chinese characters, whatever the website allows"
        / "备注达到 30 字节（约 10 个汉字）就会被拒，与后台的限制不同"
        => "shorten it and run `webot user remark OPENID REMARK` again"
        / "缩短后重新运行 `webot user remark OPENID REMARK`";
    40097 Input: "a parameter is missing or wrong; for tickets, `type` is not `jsapi` or `wx_card`"
        / "参数缺失或有误；取 ticket 时 `type` 只能是 `jsapi` 或 `wx_card`"
        => "run `webot ticket get --type jsapi`, or add `--dry-run` to see what is sent"
        / "运行 `webot ticket get --type jsapi`，或加 `--dry-run` 查看实际请求";
    40117 Input: "the group's name is empty, too long or taken; groups have become tags"
        / "分组名为空、过长或重复；分组已由标签取代"
        => "make a tag instead: `webot tag create NAME`"
        / "改为创建标签：`webot tag create NAME`";
    40118 Input: "the media_id is cut off or has a space around it"
        / "media_id 不完整或带空格"
        => "copy it again; for a menu `webot menu lint` names the button"
        / "重新复制；菜单可用 `webot menu lint` 定位按钮";
    40119 Input: "a button's `type` is not one that a menu made by API may have"
        / "按钮的 `type` 不能用于 API 创建的菜单"
        => "run `webot menu pull`: what the website shows has types such as `news` that cannot be sent back"
        / "运行 `webot menu pull`：后台菜单里的 `news` 等类型不能原样提交";
    40120 Input: "the `type` of a button of the second level is not one that a menu made by API may have"
        / "二级按钮的 `type` 不能用于 API 创建的菜单"
        => "run `webot menu pull`: what the website shows has types such as `news` that cannot be sent back"
        / "运行 `webot menu pull`：后台菜单里的 `news` 等类型不能原样提交";
    40121 Input: "the media is of a kind that does not fit here: a menu takes permanent pictures, voices, videos and articles"
        / "素材类型不适用：菜单只接受永久图片、语音、视频和图文"
        => "upload it as permanent material; for a published article use `article_id`"
        / "上传为永久素材；已发布的文章改用 `article_id`";
    40125 Credential: "the appsecret is wrong: mistyped, of another account, swapped with the appid, or reset since"
        / "appsecret 有误：抄错、属于其他账号、与 appid 填反，或之后被重置过"
        => "see `webot config show`; it is 32 hex digits, and where it is lost reset it on the website and run `webot init`"
        / "用 `webot config show` 核对（32 位十六进制）；遗失时在后台重置，再运行 `webot init`";
    40132 Input: "the WeChat ID is misspelt, or is the nickname and not the ID"
        / "微信号拼写有误，或填的是昵称"
        => "use the follower's openid from `webot user list`"
        / "改用 `webot user list` 里的 openid";
    40155 Input: "a link leads to another account's home page"
        / "包含指向其他公众号主页的链接"
        => "take the link out; for a menu `webot menu preview` shows where each button leads"
        / "去掉该链接；菜单可用 `webot menu preview` 查看各按钮指向";
    40163 Credential: "the OAuth code was used before: the page was loaded twice, or the request repeated"
        / "OAuth code 已经用过：页面加载了两次，或请求重发了"
        => "keep the answer of the first use, and send the user through the authorization page for a new code"
        / "保存第一次的结果；需要时让用户重新授权取得新 code";
    40164 Ip: "this machine's public IP is not in the account's whitelist; at home, in CI and behind proxies it changes"
        / "本机的公网 IP 不在白名单里；家庭宽带、CI 和代理的 IP 会变"
        => "add it to IP白名单 under 开发 → 基本配置 at mp.weixin.qq.com, and try again after 5 to 10 minutes"
        / "在 mp.weixin.qq.com 开发 → 基本配置 → IP白名单 里添加，5 到 10 分钟后重试";
    40165 Input: "the mini-program's `pagepath` is misspelt, begins with a slash, or is in no published version"
        / "小程序的 `pagepath` 拼错、以斜杠开头，或不在已发布版本里"
        => "compare it with `pages` in app.json of the published version"
        / "对照已发布版本的 app.json 里的 `pages`";
    40166 Input: "there is no mini-program of this appid, or it is the official account's own"
        / "没有这个小程序，或误填了公众号的 appid"
        => "use the mini-program's appid; `webot menu lint` checks its form"
        / "填写小程序的 appid；`webot menu lint` 会检查格式";
    40201 Input: "the account has no server address that WeChat could try"
        / "账号没有配置可供检测的服务器地址"
        => "enter the URL under 开发 → 基本配置 at mp.weixin.qq.com; `webot verify-url URL` tries it first"
        / "在 mp.weixin.qq.com 开发 → 基本配置 填写 URL；可先用 `webot verify-url URL` 测试";
    40202 Input: "the action is not `dns`, `ping` or `all`"
        / "检测动作只能是 `dns`、`ping` 或 `all`"
        => "run `webot network check --action all --check-operator DEFAULT`"
        / "运行 `webot network check --action all --check-operator DEFAULT`";
    40203 Input: "the operator is not `DEFAULT`, `CHINANET`, `UNICOM` or `CAP`, in capitals"
        / "运营商只能是大写的 `DEFAULT`、`CHINANET`、`UNICOM` 或 `CAP`"
        => "run `webot network check --action all --check-operator DEFAULT`"
        / "运行 `webot network check --action all --check-operator DEFAULT`";
    40243 Credential: "the account's administrator has frozen the appsecret"
        / "管理员已冻结这个 appsecret"
        => "unfreeze it at developers.weixin.qq.com, 我的业务 → 基础信息 → 开发密钥, and wait 10 minutes"
        / "到 developers.weixin.qq.com 我的业务 → 基础信息 → 开发密钥 解冻，10 分钟后生效";
};
