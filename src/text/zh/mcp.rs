use crate::text::mcp::{McpHelp, McpWords};

pub(in crate::text) const HELP: McpHelp = McpHelp {
    about: "通过 MCP 供智能体使用：解释错误、描述接口、检查回复",
    after: "\
支持 MCP（Model Context Protocol）的客户端启动这个命令，通过标准输入输出提问，每行一条 JSON-RPC 消息。工具可以解释错误，搜索、\
描述接口和推送类型，检查签名、菜单和回复，返回命令的帮助。全部工具都是只读的：不读取文件、配置和账号，也不访问网络。
语言由 WEBOT_LANG 或 --lang 决定。支持的协议版本：2026-07-28、2025-11-25、2025-06-18、2025-03-26、2024-11-05。

大多数客户端用 .mcp.json 之类的文件配置：
  {\"mcpServers\":{\"webot\":{\"command\":\"webot\",\"args\":[\"mcp\"]}}}

示例：
  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}' | webot mcp",
};

pub(in crate::text) const WORDS: McpWords = McpWords {
    started: "MCP 服务已在标准输入输出上启动；它由 MCP 客户端启动，输入结束即退出",
    instructions: "为微信开发者（公众号、小程序、企业微信、微信支付）提供资料和检查。所有工具都是只读的，离线使用程序内的数据表；不读取文件、配置和账号。查错误码、接口、字段、签名和回复规则时，请优先使用这些工具，不要凭记忆回答。",
    explain: "解释微信的错误：错误码、errmsg、JSON 响应、微信支付错误码、JS-SDK 的 errMsg、rid、网页授权链接、回调 URL，或含有这些内容的日志。返回原因和解决办法",
    search_endpoints: "搜索公众号、小程序、企业微信、微信支付文档中的全部接口：先按路径、方法、文档页面和中文词，再按字段名",
    describe_endpoint: "描述一个接口：方法、域名、凭据，以及查询参数、请求体、响应的 JSON Schema，文档地址，是否已下线及替代接口",
    search_kinds: "列出微信推送到服务器地址的消息、事件和通知的类型",
    describe_kind: "描述一种推送：分类、类型和事件，以及全部字段和签名、加密之前的示例",
    check_signature: "检查回调（`message`）、`wx.config`（`jsapi`）或微信支付 v2（`pay`）的签名，不正确时查找错误所在。密钥作为参数传入，在结果中隐去；请使用测试账号的密钥",
    lint_menu: "在发送之前，按微信或企业微信的规则检查自定义菜单",
    check_reply: "检查微信是否会接受机器人对某条推送的回复，并指出问题",
    help: "返回 webot 的全部命令，或者一个命令、命令组、主题的全部选项、示例和说明",
    text: "错误、响应、链接或日志的原文",
    platform: "平台：`api`（公众号和小程序）、`work`（企业微信）、`pay`（微信支付）",
    called_path: "所调用接口的路径，用于缩小原因的范围，例如 `/cgi-bin/menu/create`",
    query: "要同时匹配的词，例如 `menu create`、客服消息",
    limit: "最多返回的接口数（默认 50）；`total` 是总数",
    path: "路径或 URL，例如 `/cgi-bin/menu/create`",
    method: "HTTP 方法，路径有多个方法时指定",
    kind_query: "中文或英文的名称、类型、分类或标题；不填则列出全部",
    kind: "类型的名称，或事件，例如 `subscribe`、`CLICK`",
    scheme: "签名：`message` 用 token、timestamp、nonce、encrypt；`jsapi` 用 ticket、url、timestamp、nonce；`pay` 用 fields、key",
    signature: "要检查的签名",
    token: "回调的 Token",
    encrypt: "`Encrypt` 元素的内容，`signature` 是 `msg_signature` 时填写",
    ticket: "页面所属账号的 `jsapi_ticket`",
    url: "浏览器打开的页面 URL，不含 # 及其后面的部分",
    timestamp: "参与签名的时间戳，单位秒",
    nonce: "参与签名的 nonce 或 noncestr",
    fields: "参与签名的字段，以名称为键",
    key: "微信支付 v2 的 API 密钥",
    menu: "JSON 或 YAML 格式的菜单：`menu/create` 的请求体，或 `menu/get` 的返回",
    menu_platform: "平台：`official` 或 `work`；未指定时根据按钮类型判断",
    push: "机器人收到的推送（解密之后）：XML 或 JSON",
    reply: "机器人的 HTTP 响应体",
    status: "响应的 HTTP 状态码（默认 200）",
    content_type: "响应的 `Content-Type`",
    command: "命令、命令组或主题，例如 `menu create`、`invalid-signature`；不填则列出全部",
    no_object: "参数必须是对象",
    unknown_argument: |name, known| format!("未知的参数 `{name}`；可用的参数有 {}", ticked(known)),
    missing_argument: |name| format!("缺少 `{name}`"),
    wrong_argument: |name, wanted| format!("`{name}` 的值应为{wanted}"),
    wanted_integer: |least, most| format!(" {least} 到 {most} 的整数"),
    wanted_string: "字符串",
    wanted_strings: "值都是字符串的对象",
    not_inline: |name| format!("`{name}` 必须是值本身，不能是文件名或变量名"),
    push_unreadable: "`push` 不是含有字段的 XML 或 JSON",
    push_encrypted: "`push` 是加密的；请先用 `webot crypt decrypt` 解密",
    unknown_command: |name| format!("没有名为 `{name}` 的命令、命令组或主题；`command` 留空可列出全部"),
};

fn ticked(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、")
}
