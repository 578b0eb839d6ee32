use crate::lang::PayWanted;
use crate::pay::BillFault;
use crate::text::Said;
use crate::text::pay::{PayHelp, PayWords, ShopCase, ShopOutcome};
use crate::wechat::PayAnswerError;

pub(in crate::text) const HELP: PayHelp = PayHelp {
    about: "微信支付：下单、查单、关单、退款、账单、转账等",
    refund: "申请和查询退款",
    bill: "下载账单",
    transfer: "商家转账",
    combine: "合单支付：下单、查单、关单",
    share: "分账",
    complaint: "查询和处理消费者投诉",
    v2: "微信支付 v2 接口",
    order_about: "下单，并输出调起支付所需的参数",
    query_about: "查询订单",
    close_about: "关闭订单",
    refund_create: "申请退款，可部分退款",
    refund_query: "查询退款",
    bill_trade: "下载交易账单",
    bill_fundflow: "下载资金账单",
    certs: "下载并解密微信支付平台证书",
    transfer_create: "发起商家转账，由用户在微信里确认收款",
    transfer_query: "查询转账单",
    transfer_cancel: "撤销用户尚未确认的转账",
    combine_order: "合单下单，并输出调起支付所需的参数",
    combine_query: "查询合单订单",
    combine_close: "关闭合单订单",
    share_create: "请求分账",
    share_query: "查询分账结果",
    share_unfreeze: "解冻剩余资金，结束分账",
    share_amounts: "查询订单剩余待分金额",
    share_return: "请求分账回退",
    share_return_query: "查询分账回退结果",
    share_add: "添加分账接收方",
    share_delete: "删除分账接收方",
    complaint_list: "查询投诉列表，解密投诉人的电话",
    complaint_get: "查询投诉详情",
    complaint_history: "查询投诉的协商历史",
    complaint_reply: "回复投诉，用户可见",
    complaint_complete: "反馈投诉已处理完成",
    v2_order: "v2 统一下单，并输出调起支付所需的参数",
    v2_query: "v2 查询订单",
    v2_close: "v2 关闭订单",
    v2_refund: "v2 申请退款",
    v2_refund_query: "v2 查询退款",
    v2_bill: "v2 下载对账单",
    v2_micropay: "v2 付款码支付，并轮询支付结果",
    v2_reverse: "v2 撤销付款码支付的订单，已扣的款退回",
    v2_short_url: "v2 把二维码链接转成短链接",
    keys: "商户",
    cert: "微信支付平台证书文件（PEM），可重复 [默认：platform_certificate]",
    public_key: "微信支付公钥文件（PEM） [默认：platform_public_key]",
    public_key_id: "微信支付公钥 ID，PUB_KEY_ID_… [默认：platform_public_key_id]",
    no_verify: "不验证响应的签名",
    yuan: "金额，单位元，例如 1.23",
    fen: "金额，单位分，例如 123",
    sub_mchid: "特约商户号，服务商使用",
    sub_appid: "特约商户的 appid；此时 --openid 是该 appid 下的",
    kind: "jsapi（公众号网页）、mini（小程序）、app、native（二维码）或 h5（外部浏览器）",
    description: "商品描述，不超过 127 个字符",
    new_trade_no: "商户订单号，6 到 32 个字母、数字或 _-|* [默认：自动生成]",
    out_trade_no: "商户订单号",
    transaction_id: "微信支付订单号",
    attach: "附加数据，通知里原样返回，不超过 128 个字符",
    profit_sharing: "冻结资金，用于分账",
    openid: "付款人的 openid，jsapi 和 mini 必填",
    payer_ip: "付款人的 IP，h5 必填",
    payer_ip_v2: "付款人的 IP [默认：127.0.0.1]",
    device_ip: "收款设备的 IP [默认：127.0.0.1]",
    h5_type: "h5 的场景类型：iOS、Android 或 Wap [默认：Wap]",
    notify_url: "接收通知的 URL，不带参数 [默认：pay_notify_url]",
    expires: "订单的有效分钟数，最多 10080",
    data: "请求体的其他字段（JSON）；@FILE 表示文件，- 表示 stdin",
    field: "请求的其他字段，NAME=VALUE；可重复",
    new_refund_no: "商户退款单号，不超过 64 个字母、数字或 _-|*@ [默认：自动生成]",
    out_refund_no: "商户退款单号",
    total_yuan: "订单总金额，单位元 [默认：先查询订单]",
    total_fen: "订单总金额，单位分",
    reason: "退款原因，用户可见，不超过 80 个字符",
    refund_notify_url: "接收退款通知的 URL",
    date: "日期，例如 2026-11-30；次日 10 点后可下载",
    bill_type: "ALL、SUCCESS、REFUND、RECHARGE_REFUND、ALL_SPECIAL、SUC_SPECIAL 或 REF_SPECIAL [默认：ALL]",
    bill_type_v2: "ALL、SUCCESS、REFUND 或 RECHARGE_REFUND [默认：ALL]",
    account: "资金账户：BASIC、OPERATION 或 FEES [默认：BASIC]",
    output: "保存原样账单（已解压）的文件；- 表示 stdout",
    csv: "以 CSV 输出全部列",
    save: "把证书写入 PEM 文件",
    rotate: "用当前证书替换 platform_certificate 的文件",
    receiver_openid: "收款用户的 openid",
    scene: "转账场景 ID，例如 1000，见产品中心",
    report: "转账场景报备信息，例如 活动名称=新会员有礼；可重复",
    remark: "转账备注，用户可见，不超过 32 个字符",
    new_bill_no: "商户转账单号，不超过 32 个字母或数字 [默认：自动生成]",
    out_bill_no: "商户转账单号",
    user_name: "收款用户姓名，会加密；2000 元起必填，不足 0.3 元时不允许",
    perception: "用户收款感知，取场景规定的文字",
    transfer_notify_url: "接收转账通知的 URL",
    receiver: "接收方：merchant、openid 或 sub-openid，加账号、金额（元）和描述；可重复",
    new_share_no: "商户分账单号 [默认：自动生成]",
    share_no: "商户分账单号",
    unfreeze_rest: "解冻剩余未分的资金",
    unfreeze_reason: "原因描述，不超过 80 个字符",
    return_mchid: "回退的商户号",
    return_reason: "回退原因，不超过 80 个字符",
    new_return_no: "商户回退单号 [默认：自动生成]",
    return_no: "商户回退单号",
    account_kind: "merchant、openid 或 sub-openid",
    receiver_account: "商户号或 openid",
    relation: "与商户的关系，例如 STORE、PARTNER、USER、SUPPLIER 或 CUSTOM",
    custom_relation: "自定义的关系，与 CUSTOM 一起使用",
    receiver_name: "接收方全称，会加密；商户必填",
    sub_order: "子单：商户号、订单号、金额（元）和描述；服务商写 服务商号/特约商户号；可重复",
    new_combine_no: "合单商户订单号，6 到 32 个字符 [默认：自动生成]",
    combine_no: "合单商户订单号",
    closed_order: "要关闭的子单：商户号和订单号；可重复",
    from: "起始日期，例如 2026-11-01",
    to: "截止日期，跨度不超过 30 天",
    offset: "跳过的条数",
    complained: "被投诉的商户号 [默认：mchid]",
    complaint_id: "投诉单号",
    complaint_text: "回复内容，不超过 200 个字符；@FILE 表示文件，- 表示 stdin",
    product_id: "商品 ID，用于 native [默认：商户订单号]",
    auth_code: "付款码，18 位数字",
    wait: "轮询支付结果的最长秒数 [默认：30]",
    interval: "两次查询的间隔秒数 [默认：5]",
    long_url: "二维码链接，weixin://…",
    shop: "商户处理通知的 URL；商户须配置 webot mock pay-keys 输出的密钥",
    simulate_v2: "用 v2 下单和通知",
    simulate_forged: "再发送一条另一订单的通知，用错误的密钥签名：商户必须拒绝",
    simulate_case: "再发送一种通知：forged（伪造）、probe（微信支付的签名探测）、duplicate（重复）、amount（金额不符）、unknown（未知订单）或 all（全部）；可重复",
    forged_trade_no: "伪造的通知所属的订单号，应是商户已有的订单 [默认：新的订单号]",
    simulate_public_key: "用模拟微信的公钥签名，而不是证书",
    simulate: "用模拟微信走完一单：下单、支付、通知商户，判断应答",
    after: r"示例：
  webot pay order native --description 红茶 --yuan 1.23 --notify-url https://example.com/notify
  webot pay query --out-trade-no ORDER20261130

请求会签名，响应会验签：用微信支付公钥或平台证书；切换期间两者都配置。金额不使用浮点数：--yuan 1.23 即 --fen 123。
结果未知时先查询，不要换单号重试。",
};

pub(in crate::text) const WORDS: PayWords = PayWords {
    no_key_to_verify: "没有验证响应的签名：未配置微信支付的密钥，即 wx_config.json 里的 \"platform_public_key\" 或 \"platform_certificate\"",
    too_long_to_verify: "没有验证响应的签名：响应是边收边写入文件的",
    unsigned_file: "微信支付不给这个文件签名：请与之前响应里的哈希值核对",
    not_verified: "没有验证响应的签名，途中任何人都可能改动响应",
    lookup: |command| format!("请求可能已生效：先用 `{command}` 查询，再用原单号重试"),
    scan: |number| format!("订单 {number} 已创建；请在 2 小时内用微信扫码"),
    open_within: |number| format!("订单 {number} 已创建；请在 5 分钟内用浏览器打开链接"),
    pay_with: |number, in_app| {
        let call = if in_app { "SDK 的 `PayReq`" } else { "`wx.requestPayment` 或 `WeixinJSBridge`" };
        format!("订单 {number} 已创建；请在 2 小时内把这些参数传给 {call}")
    },
    closed: |number| format!("订单 {number} 已关闭"),
    really_refund: |amount, order| format!("为订单 {order} 退款 {amount} 元？"),
    refund_state: |state, lookup| match state {
        "SUCCESS" => "退款成功".to_owned(),
        "PROCESSING" => format!("退款处理中；用 `{lookup}` 查询进度"),
        "ABNORMAL" => "退款异常：用户的收款账户无法入账，请在商户平台处理".to_owned(),
        "CLOSED" => "退款已关闭".to_owned(),
        _ => String::new(),
    },
    no_certificates: "没有平台证书：该商户从未使用 v3，或使用微信支付公钥",
    new_certificate: "未配置",
    certificates_saved: |count, path, is_configured| {
        let next = if is_configured {
            String::new()
        } else {
            format!("；用 `webot config set platform_certificate {path}` 启用")
        };
        format!("已把 {count} 个证书写入 {path}{next}")
    },
    really_transfer: |amount, openid| format!("向 {openid} 转账 {amount} 元？"),
    transfer_state: |state, lookup, hours| match state {
        "WAIT_USER_CONFIRM" => {
            format!("用户须在 {hours} 小时内确认：把 `client` 传给 `wx.requestMerchantTransfer`")
        }
        "SUCCESS" => "转账成功".to_owned(),
        "FAIL" => "转账失败；可以换新单号".to_owned(),
        other => format!("转账状态为 {other}；用 `{lookup}` 查询进度"),
    },
    really_cancel: |number| format!("撤销转账 {number}？"),
    really_share: |amount, count, order| format!("把订单 {order} 的 {amount} 元分给 {count} 个接收方？"),
    really_unfreeze: |order| format!("解冻订单 {order} 的剩余资金？之后不能再分账。"),
    really_return: |amount, from| format!("从商户 {from} 回退 {amount} 元？"),
    more_complaints: |shown, total| format!("第 {shown} 条，共 {total} 条；用 `--offset {shown}` 继续"),
    really_reply: "把这条回复发给用户？",
    really_complete: "反馈该投诉已处理完成？",
    really_charge: |amount| format!("收款 {amount} 元？"),
    really_reverse: |number| format!("撤销订单 {number}？"),
    waiting: |code, seconds| format!("{code}：等待用户支付，最多 {seconds} 秒"),
    asking: |failure| format!("{failure}；正在查询结果"),
    simulated: |number, amount, notices| format!("订单 {number}，{amount} 元 → 已支付 → {notices}"),
    simulated_order: |number, amount| format!("订单 {number}，{amount} 元 → 已支付"),
    simulation_verdict: |passed, total, is_right| {
        let verdict = if is_right { "通过" } else { "未通过" };
        format!("{verdict}：{total} 个通知中 {passed} 个处理正确")
    },
    delivered: |status, ms, case, outcome| {
        let answer =
            status.map_or_else(|| "没有应答".to_owned(), |status| format!("HTTP {status}，{ms} 毫秒"));
        let verdict = match (case, outcome) {
            (ShopCase::Forged | ShopCase::Probe, ShopOutcome::Accepted) => "商户接受了它：没有验签",
            (ShopCase::Forged | ShopCase::Probe, ShopOutcome::Refused) => "已拒绝，正确",
            (ShopCase::Genuine | ShopCase::Duplicate, ShopOutcome::Accepted) => "已接受",
            (ShopCase::Genuine | ShopCase::Duplicate, ShopOutcome::Refused) => "未接受：微信支付会再次通知",
            (ShopCase::Amount, ShopOutcome::Accepted) => "已应答：商户不得把该订单记为已支付",
            (ShopCase::Unknown, ShopOutcome::Accepted) => "已应答：商户不得发货",
            (ShopCase::Amount | ShopCase::Unknown, ShopOutcome::Refused) => "已拒绝",
            (_, ShopOutcome::RefusedInBody) => "只在响应体里拒绝：微信支付以状态码为准，视为已接受",
            (_, ShopOutcome::Unanswered) => "无法判断",
        };
        format!("{} → {answer} → {verdict}", notice(case))
    },
    not_judged: |case| format!("{}：未发送，商户接受真实的通知之后才能判断", notice(case)),
    unknown_refused: "商户拒绝一切未知订单的通知，因此拒绝伪造的通知不能说明它验了签：请用 --forged-out-trade-no 给出商户已有的订单",
    shop_keys: "通知是用 `webot mock pay-keys` 输出的密钥签名的：请在商户程序里配置这些密钥",
    shop_path: "用 --des 给出商户处理程序的 URL，包括路径",
    shop_starts: "请启动商户的服务器，或用 --des 给出它的 URL",
    try_mock: "还没有商户号？加上 `--mock` 即可使用内置的模拟微信，它自带密钥",
    payment_state: |state| match state {
        "SUCCESS" => "订单已支付".to_owned(),
        other => format!("订单未支付：{other}"),
    },
};

/// Says that the payer did not pay in time.
pub(super) fn unpaid(seconds: u64, reverse: &str) -> Said {
    Said::new(format!("用户 {seconds} 秒内没有支付"))
        .hint(format!("若放弃收款，请用 `{reverse}` 撤销，避免用户之后支付"))
}

/// Says why an answer of WeChat Pay is not trusted.
pub(super) fn answer_error(error: &PayAnswerError) -> Said {
    match error {
        PayAnswerError::NoHeader(name) => Said::new(format!("响应没有签名：缺少 `{name}` 头"))
            .hint("途中的代理是否丢掉了响应头，--api-base 是否指向其他服务器？用 -v 查看响应"),
        PayAnswerError::UnknownSerial { answered, configured } => {
            let said = Said::new(format!(
                "响应是用 `{answered}` 签名的，但没有配置这个密钥；已配置：{}",
                configured.join("、")
            ));
            if answered.starts_with("PUB_KEY_ID_") {
                said.hint("在商户平台“账户中心 → API 安全”下载微信支付公钥，设置 platform_public_key 和 platform_public_key_id；切换完成前请保留平台证书")
            } else {
                said.hint("微信支付更换了平台证书：用 `webot pay certs --rotate` 获取当前证书")
            }
        }
        PayAnswerError::Signature { serial, causes } => {
            let said = Said::new(format!("响应的签名不对（密钥 `{serial}`）"));
            let said = match causes.first() {
                Some(cause) => said.cause(super::crypt::cause(cause).message),
                None => said,
            };
            said.hint("请核对密钥文件与商户平台上的是否一致；也可能是代理改动了响应")
        }
        PayAnswerError::Stale(age) => Said::new(match *age {
            i64::MAX => "响应签名的时间戳不是数字".to_owned(),
            age if age < 0 => format!("响应的签名时间在 {} 秒之后", age.unsigned_abs()),
            age => format!("响应是 {age} 秒前签名的，超过 5 分钟"),
        })
        .hint("请检查本机时钟；否则就是旧响应被重放"),
        PayAnswerError::ForeignLink(host) => Said::new(format!("账单地址 `{host}` 不属于微信支付"))
            .hint("没有向该地址发送请求；请检查 --api-base"),
        PayAnswerError::HashType(kind) => {
            Said::new(format!("账单的 `hash_type` 是 `{kind}`，不是 `SHA1`，无法校验"))
                .hint("请检查 --api-base，并用 -v 查看响应：它可能不是微信支付返回的")
        }
        PayAnswerError::DamagedBill => Said::new("账单无法解压").hint("请重试；可能是代理截断了响应"),
        PayAnswerError::LargeBill(limit) => {
            Said::new(format!("账单超过 {} MB", limit >> 20)).hint("请用 --output FILE 保存到文件")
        }
        PayAnswerError::BillHash { wanted, found } => {
            Said::new(format!("账单与声明的不一致：SHA-1 是 {found}，应为 {wanted}"))
                .hint("请重试；可能是代理改动了响应")
        }
        PayAnswerError::Bill(BillFault::NoBill) => {
            Said::new("响应不是账单：没有列名").hint("用 --output FILE 保存后查看")
        }
        PayAnswerError::Bill(BillFault::Cells { line, found, columns }) => {
            Said::new(format!("账单第 {line} 行有 {found} 列，应为 {columns} 列"))
                .hint("用 --output FILE 保存后查看")
        }
        PayAnswerError::DamagedCertificate => {
            Said::new("响应里的证书无法读取").hint("用 `webot api GET /v3/certificates` 查看响应")
        }
        PayAnswerError::V2Sign { is_missing: true } => {
            Said::new("响应没有 `sign`").hint("--api-base 是否指向其他服务器？用 -v 查看响应")
        }
        PayAnswerError::V2Sign { is_missing: false } => Said::new("响应的 `sign` 不对")
            .hint("`pay_key` 是否是商户平台当前的 API 密钥？修改后旧密钥立即失效"),
    }
}

/// Returns the problem of a value and the requirement for it.
pub(super) fn wanted_words(wanted: PayWanted) -> (&'static str, &'static str) {
    match wanted {
        PayWanted::Yuan => ("不是以元为单位的金额", "最多两位小数，例如 1.23，不小于 0.01"),
        PayWanted::Fen => ("不是以分为单位的金额", "只用数字，例如 123 表示 1.23 元"),
        PayWanted::TradeNumber => ("不是商户订单号", "应为 6 到 32 个字母、数字或 _-|*"),
        PayWanted::RefundNumber => ("不是这样的单号", "应为 1 到 64 个字母、数字或 _-|*@"),
        PayWanted::BillNumber => ("不是商户转账单号", "应为 1 到 32 个字母或数字"),
        PayWanted::TransactionId => ("不是微信支付订单号", "应为数字，例如 4200000001202611301234567890"),
        PayWanted::Total => ("缺失", "预览不发送请求，无法查询订单总额：请给出 --total-yuan 或 --total-fen"),
        PayWanted::Openid => ("缺失", "jsapi 和 mini 需要付款人在该 appid 下的 openid"),
        PayWanted::NoOpenid => ("不适用于这种下单方式", "去掉 --openid，或改用 jsapi、mini"),
        PayWanted::PayerIp => ("缺失", "h5 需要付款人的 IP 地址，例如 203.0.113.7"),
        PayWanted::Ip => ("不是 IP 地址", "应为付款人的地址，例如 203.0.113.7"),
        PayWanted::Minutes => ("不是分钟数", "应为 1 到 10080，即 7 天"),
        PayWanted::NotifyUrl => {
            ("不是通知地址", "不超过 255 个字符，不带参数，例如 https://example.com/notify")
        }
        PayWanted::Name => ("缺失", "2000 元起微信支付要求填写收款用户姓名"),
        PayWanted::NoName => ("在不足 0.3 元时不允许", "去掉 --user-name"),
        PayWanted::Report => {
            ("不是报备信息", "类型不超过 15 个字符，内容不超过 32 个字符，例如 活动名称=新会员有礼")
        }
        PayWanted::Receiver => {
            ("不是接收方", "应为 KIND:ACCOUNT:YUAN:TEXT，例如 merchant:1900000109:1.00:佣金")
        }
        PayWanted::Receivers => ("个接收方太多", "最多 50 个"),
        PayWanted::SubOrder => {
            ("不是子单", "应为 MCHID:NUMBER:YUAN:TEXT，例如 1900000109:ORDER001:1.23:红茶")
        }
        PayWanted::SubOrders => ("不是可以合单的数量", "应为 2 到 50 笔；单笔订单请用 `webot pay order`"),
        PayWanted::ClosedOrder => ("不是子单", "应为 MCHID:NUMBER，例如 1900000109:ORDER001"),
        PayWanted::AuthCode => ("不是付款码", "应为付款人条形码下方的 18 位数字"),
    }
}

/// Returns the name of a notice of `webot pay simulate`.
fn notice(case: ShopCase) -> &'static str {
    match case {
        ShopCase::Genuine => "通知",
        ShopCase::Duplicate => "重复的通知",
        ShopCase::Forged => "伪造的通知",
        ShopCase::Probe => "签名探测",
        ShopCase::Amount => "金额不符的通知",
        ShopCase::Unknown => "未知订单的通知",
    }
}
