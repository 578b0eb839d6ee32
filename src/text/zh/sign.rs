mod detail;
mod strings;

use crate::sign::{Detail, Mistake, Scheme};
use crate::text::{Said, SignHelp};

pub(super) const HELP: SignHelp = SignHelp {
    about: "计算签名，或找出签名错在哪里",
    after: "\
密钥的给法：@FILE、-（stdin），或选项说明里的环境变量。

示例：
  # 为页面计算 wx.config 的签名，ticket 取自内置的模拟微信
  webot sign jsapi --url https://example.com/page --mock

  # 找出签名错在哪里
  echo my-ticket | webot sign jsapi --url 'https://example.com/page#top' --ticket - --nonce abc --timestamp 1700000000 --check fa22e3d79a9eea3256b12aaa646a633e6119af18",
    message: "计算回调的 signature 或 msg_signature",
    jsapi: "计算 wx.config 的签名",
    agent: "计算 wx.agentConfig 的签名（企业微信）",
    addr: "计算 editAddress 的 addrSign（2014 年）",
    card: "计算 wx.addCard 的 cardExt 签名",
    choose_card: "计算 wx.chooseCard 的 cardSign",
    package: "计算 package 及其 MD5 签名（2014 年的微信支付）",
    pay_sign: "计算 paySign，算法为 SHA-1（2014 年的微信支付）",
    pay: "计算或验证微信支付 v2 的 sign",
    jspay: "计算网页、小程序、App 调起支付的参数",
    v3: "计算微信支付 v3 请求的 Authorization 头",
    notify: "计算微信支付 v3 通知的签名头，用来测试回调接口",
    session: "计算小程序 rawData 的签名，或登录态签名",
    xpay: "计算小程序虚拟支付的 signature 和 pay_sig",
    intracity: "计算同城配送回调的 sign",
    server: "加密并签名服务端 API 的请求",
    server_url: "接口的完整 URL；? 后面的参数（access_token 除外）会加密",
    server_body: "JSON 请求体文件；使用 --check 时为已发送的密文",
    server_key: "API 非对称密钥的私钥：PEM 文件",
    sym_sn: "API 对称密钥的编号，以后台显示的为准",
    sym_key: "AES256_GCM 对称密钥，base64",
    check: "找出这个签名错在哪里",
    print: "只输出这个字段，例如 signature、string_to_sign",
    timestamp: "时间戳，单位秒 [默认：当前时间]",
    nonce: "随机串 [默认：随机生成]",
    encrypt: "消息的 Encrypt，用于 msg_signature",
    url: "页面的 URL，# 及其后面的部分会去掉",
    ticket: "jsapi_ticket [环境变量：WX_JSAPI_TICKET] [配置：jsapi_ticket] [默认：从微信获取]",
    agent_ticket: "wx.agentConfig 的 ticket [环境变量：WX_AGENT_TICKET] [配置：agent_ticket] [默认：从微信获取]",
    other_ticket: "另一种类型的 ticket，供 --check 比较 [默认：取环境变量、配置文件]",
    foreign_ticket: "其他账号的 ticket，供 --check 比较，可重复",
    appid: "账号的 appid [环境变量：WX_APPID] [配置：appid]",
    api: "jsApiList 的接口名，用英文逗号分隔",
    page_api: "jsApiList 的接口名，用逗号分隔；all 表示全部",
    html: "输出一个网页，用来测试签名和 --api 列出的接口",
    output: "--html 网页的保存文件",
    list: "列出 JS-SDK 中含某个词的名称",
    debug: "在 wx.config 中设置 debug: true",
    agentid: "应用的 agentid [环境变量：WX_AGENTID] [配置：agentid]",
    corpid: "企业 ID（corpid） [环境变量：WX_CORPID] [配置：corpid]",
    token: "回调的 Token [环境变量：WX_TOKEN] [配置：token]",
    access_token: "用户的 access_token，由网页授权得到 [环境变量：WX_ACCESS_TOKEN]",
    card_id: "卡券的 card_id",
    card_ticket: "wx_card 类型的 api_ticket [环境变量：WX_CARD_TICKET] [配置：card_ticket] [默认：从微信获取]",
    secret: "AppSecret，用于 2014 年的签名",
    code: "卡券的 code",
    openid: "指定领取者的 openid",
    balance: "余额，单位分",
    location_id: "门店的 location_id",
    card_type: "卡券类型，例如 GROUPON",
    session_key: "登录得到的 session_key [环境变量：WX_SESSION_KEY] [配置：session_key]",
    hmac: "使用 HMAC-SHA256（校验登录态）",
    data: "要签名的文本 [默认：stdin]",
    uri: "接口路径，例如 /xpay/query_user_balance [默认：requestVirtualPayment]",
    app_key: "AppKey [环境变量：WX_APP_KEY] [配置：app_key]",
    field: "要签名的字段，可重复 [默认：从 stdin 读取 JSON 或 XML]",
    partner_key: "partnerKey [环境变量：WX_PARTNER_KEY] [配置：partner_key]",
    key: "v2 的 API 密钥 [环境变量：WX_PAY_KEY] [配置：pay_key]",
    other_key: "另一个密钥，供 --check 比较",
    sign_type: "签名算法",
    xml: "输出签名后的 XML",
    prepay_id: "订单的 prepay_id",
    merchant_key: "商户私钥（v3）：PEM 文件 [环境变量：WX_MCH_PRIVATE_KEY] [配置：mch_private_key]",
    platform_key: "代替微信支付平台签名的测试私钥（PEM 文件） [环境变量：WX_PAY_PRIVATE_KEY] [配置：platform_private_key] [默认：新生成]",
    app: "用于 App 的 SDK",
    mchid: "商户号 [环境变量：WX_MCHID] [配置：mchid]",
    method: "请求方法：GET、POST 等",
    api_url: "请求的 URL，或其路径和查询串",
    body: "请求体文件（- 表示 stdin）",
    merchant_serial: "商户证书序列号 [环境变量：WX_MCH_SERIAL] [配置：mch_serial]",
};

pub(in crate::text) fn mistake(mistake: Mistake, detail: &Detail, scheme: Scheme) -> Said {
    let request = scheme == Scheme::PayRequest;
    let (message, hint) = match mistake {
        Mistake::UrlFragmentKept => ("把 # 及其后面的部分也签进去了", "用 location.href.split('#')[0] 签名"),
        Mistake::UrlHtmlEscaped => ("URL 被 HTML 转义了：& 变成了 &amp;", "先签名，再做 HTML 转义"),
        Mistake::UrlEncoded => ("URL 被做了 URL 编码", "按原样签名；只在传输时编码，收到后解码一次"),
        Mistake::UrlEncodedTwice => ("URL 被编码了两次", "解码两次，或者都不要编码"),
        Mistake::UrlDecoded => ("URL 被解码了", "照浏览器里的 URL 一字不差地签名"),
        Mistake::UrlTrailingSlash if request => ("路径末尾多了或少了一个斜杠", "以实际请求行里的路径为准"),
        Mistake::UrlTrailingSlash => ("路径末尾多了或少了一个斜杠", "以页面的 location.href 为准"),
        Mistake::UrlQueryDropped if request => ("签名时去掉了查询串", "要签的是路径加查询串，与请求行一致"),
        Mistake::UrlQueryDropped => ("签名时去掉了查询串", "查询串也是 URL 的一部分，包括微信追加的参数"),
        Mistake::UrlPort => ("签名时用了别的端口", "以页面的 URL 为准，不要用代理后面服务器的"),
        Mistake::UrlHostCase if detail.to == "lower" => {
            ("签名用的域名是小写的", "用实际请求的 URL 签名，逐字符一致")
        }
        Mistake::UrlHostCase => ("签名用的域名是大写的", "浏览器里的域名是小写"),
        Mistake::TimestampMilliseconds => ("时间戳用了毫秒", "用秒：除以 1000 并取整"),
        Mistake::NonceKeyCamelCase => (
            "随机串的字段名写法不对",
            match scheme {
                Scheme::PayV2 | Scheme::PayPage => "下单时是 nonce_str，调起支付时是 nonceStr",
                Scheme::Pay2014 => "待签名字符串里是 noncestr，全小写",
                _ => "待签名字符串里是 noncestr，wx.config 里是 nonceStr",
            },
        ),
        Mistake::NonceCase => ("随机串的大小写变了", "签名和页面要用同一个随机串"),
        Mistake::TicketWithSpace if detail.to == "end" => {
            ("密钥后面或整个字符串末尾多了空白", "从文件或缓存读出后去掉首尾空白；`echo` 会在末尾加换行")
        }
        Mistake::TicketWithSpace => (
            match scheme {
                Scheme::Address => "access_token 前后有空白",
                _ => "ticket 前后有空白",
            },
            "从文件或缓存读出后去掉首尾空白",
        ),
        Mistake::KeyWithSpace if detail.to == "end" => {
            ("密钥后面或整个字符串末尾多了空白", "从文件读出后去掉密钥的首尾空白；`echo` 会在末尾加换行")
        }
        Mistake::KeyWithSpace => ("密钥前后有空白", "从文件或环境变量读出后去掉首尾空白"),
        Mistake::TokenWithSpace if detail.to == "end" => {
            ("Token 后面或整个字符串末尾多了空白", "去掉 Token 的首尾空白；`echo` 会在末尾加换行")
        }
        Mistake::TokenWithSpace => ("Token 前后有空白", "去掉 Token 的首尾空白"),
        Mistake::TicketKind if scheme == Scheme::Agent => {
            ("用了另一种 ticket", "wx.agentConfig 用应用的 ticket：type=agent_config")
        }
        Mistake::TicketKind if detail.to == "work" => {
            ("用了另一种 ticket", "wx.config 要用企业的 ticket：/cgi-bin/get_jsapi_ticket")
        }
        Mistake::TicketKind => ("用了另一种 ticket", "wx.config 用 type=jsapi，卡券用 type=wx_card"),
        Mistake::TicketOfOtherProfile => ("ticket 是另一个账号的", "用这个账号的 access_token 获取 ticket"),
        Mistake::NotSorted if scheme == Scheme::MiniProgram => {
            ("拼接的顺序不对", "rawData 在前，session_key 在后")
        }
        Mistake::NotSorted => ("没有排序", "先排序再拼接"),
        Mistake::SortedWithoutCase => (
            "排序时忽略了大小写",
            "按字节排序，大写字母排在小写字母前面：C# 用 StringComparer.Ordinal，其他语言用默认的 sort()",
        ),
        Mistake::SortedDescending => ("按降序排序了", "要按升序排序"),
        Mistake::SortedByName => ("按字段名排序了", "要按值排序（字符串序）"),
        Mistake::SortedByValue => ("按字段的值排序了", "要按字段名排序（字符串序）"),
        Mistake::EmptyValuesIncluded => ("空值也参与了签名", "值为空的字段不参与签名"),
        Mistake::SignFieldIncluded => ("sign 字段也参与了签名", "sign 不参与签名"),
        Mistake::KeyMissing => match scheme {
            Scheme::Pay2014 => ("appkey 没有参与签名", "appkey 也是一个字段，和其他字段一起按名字排序"),
            Scheme::MiniProgram => ("session_key 没有参与签名", "在 rawData 后面拼上 session_key"),
            _ => ("没有拼上密钥", "在末尾拼上 &key=密钥"),
        },
        Mistake::KeyCase if scheme == Scheme::Pay2014 => {
            ("appkey 或它的字段名大小写不对", "字段名是 appkey，全小写")
        }
        Mistake::KeyCase if scheme == Scheme::MiniProgram => {
            ("密钥的大小写变了", "密钥区分大小写，以后台显示的为准")
        }
        Mistake::KeyCase if detail.field.is_empty() => ("密钥或 key 的大小写不对", "原样拼上 &key=密钥"),
        Mistake::ValuesEncoded if detail.field.is_empty() => {
            ("签名前对值做了 URL 编码", "用原始值签名，之后再编码")
        }
        Mistake::Md5ForHmac => ("该用 HMAC-SHA256 却用了 MD5", "以 sign_type 为准"),
        Mistake::HmacForMd5 => ("该用 MD5 却用了 HMAC-SHA256", "传 sign_type=HMAC-SHA256，或改用 MD5"),
        Mistake::UppercaseLowercase => ("十六进制的大小写反了", "支付 v2 用大写，其余都用小写"),
        Mistake::V2KeyAsV3 => ("用了另一个版本的密钥", "v2 用 API 密钥签名，v3 用 APIv3 密钥解密"),
        Mistake::BodyReserialised => ("请求体被解析后重新序列化了", "用请求体的原始字节"),
        Mistake::NewlineMissing => ("少了最后一个换行", "每一行都以 \\n 结尾，最后一行也是"),
        Mistake::NewlineCrlf => ("换行用了 CRLF", "只用 \\n 换行"),
        Mistake::WrongFieldSigned => {
            ("这是 signature，而这里要的是 msg_signature", "msg_signature 多一个参与签名的 Encrypt")
        }
        _ => return detail::mistake(mistake, detail, scheme),
    };
    Said::new(message).hint(hint)
}

pub(in crate::text) fn where_to_look(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::Callback => &[
            "Token（与这个账号后台填写的一致）",
            "timestamp 和 nonce（取自同一个请求的 URL）",
            "msg_signature 还要核对 Encrypt（逐字符；+ 可能变成了空格）",
        ],
        Scheme::Page => &[
            "ticket（属于这个账号、种类正确、未超过 7200 秒）",
            "URL（以页面脚本看到的为准：location.href.split('#')[0]）",
            "时间戳和随机串（与 wx.config 里的一致）",
            "签名的种类（例如卡券的签名要用 `webot sign card --check SIGNATURE` 检查）",
        ],
        Scheme::Agent => &[
            "ticket（type=agent_config、属于这个应用、未超过 7200 秒）",
            "URL（以页面脚本看到的为准：location.href.split('#')[0]）",
            "时间戳和随机串（与 wx.agentConfig 里的一致）",
        ],
        Scheme::Address => &[
            "access_token（用户网页授权得到的，不是账号的）",
            "URL（以页面脚本看到的为准，带 code 和 state）",
            "时间戳和随机串（与 editAddress 里的一致）",
        ],
        Scheme::ChooseCard => &[
            "ticket（type=wx_card 的 api_ticket、属于这个账号、未超过 7200 秒）",
            "参与签名的值：app_id、location_id、card_id、card_type 中有值的",
            "时间戳和随机串（与 wx.chooseCard 里的一致）",
        ],
        Scheme::Card => &[
            "ticket（type=wx_card 的 api_ticket、属于这个账号、未超过 7200 秒）",
            "参与签名的值：cardExt 里有的都要签，没有的都不签；不含 appid",
            "时间戳和随机串（与 cardExt 里的一致）",
        ],
        Scheme::PayV2 => &[
            "密钥（属于这个商户号；重设后立即生效）",
            "字段：发送的都要签，不发送的都不签；字段名区分大小写",
            "值：逐字符一致，UTF-8，不做编码",
            "sign_type（声明的与实际计算的一致）",
        ],
        Scheme::PayPage => &[
            "签名的种类（统一下单返回的 sign 不是 paySign：调起支付的字段要重新签名）",
            "密钥（属于这个商户号；重设后立即生效）",
            "字段：网页和小程序签 appId、timeStamp、nonceStr、package、signType；App 签 appid、partnerid、prepayid、package、noncestr、timestamp",
            "值：时间戳和随机串与传给页面或 App 的一致",
            "signType（声明的与实际计算的一致）",
        ],
        Scheme::Intracity => &[
            "Token（这个小程序消息推送的 Token）",
            "字段：回调里除 `sign` 外的都要签，没有的都不签",
            "值：逐字符一致，与 JSON 里的一样",
        ],
        Scheme::Api => &[
            "私钥（公钥已上传到后台的那一对）",
            "urlpath（协议、域名和路径，不含查询串）",
            "appid 和 Wechatmp-TimeStamp（与请求头里的一致）",
            "请求体（加密后的，与实际发送的逐字节一致）",
        ],
        Scheme::Pay2014 => &[
            "appkey（这个账号的 paySignKey，不是 partnerKey）",
            "字段：只签 appid、timestamp、noncestr、package；package 带它自己的 sign",
            "值：逐字符一致，package 用发送时编码后的样子",
        ],
        Scheme::PayClient => &[
            "私钥（属于这个商户号）",
            "appid（与下单时的一致）",
            "时间戳和随机串（与传给页面或 App 的一致）",
            "最后一行（网页和小程序是 prepay_id=…，App 只有 prepay_id）",
        ],
        Scheme::Notification => &[
            "密钥和序列号（微信支付平台的，不是商户的）",
            "Wechatpay-Timestamp 和 Wechatpay-Nonce（取自同一个请求）",
            "请求体（收到的原始字节，解析之前的）",
        ],
        Scheme::PayRequest => &[
            "私钥和证书序列号（同一张证书）",
            "URL（从路径开始，含查询串）",
            "时间戳和随机串（与请求头里的一致）",
            "请求体（实际发送的字节；GET 为空）",
        ],
        Scheme::MiniProgram => &[
            "session_key（同一次 wx.login；重新登录会换新的）",
            "待签名的文本，逐字符一致",
            "pay_sig 还要核对路径，以及 AppKey 的环境（沙箱或现网）",
        ],
    }
}
