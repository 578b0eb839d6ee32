//! The examples of commands and groups that have no other text below their help.

/// Returns a command line that can be pasted; empty if the command has examples of its own.
pub(crate) fn example(path: &str) -> &'static str {
    match path {
        path if path.starts_with("sign ") => signature(path),
        path if path.starts_with("pay ") => payment(path),
        "version" => "webot version",
        "config show" => "webot config show",
        "config get" => "webot config get appid",
        "config edit" => "webot config edit",
        "config unset" => "webot config unset appid",
        "config path" => "webot config path",
        "config schema" => "webot config schema > wx_config.schema.json",
        "completions" => "webot completions bash",
        "man" => "webot man ./man",
        "jssdk" => "webot jssdk stub > jweixin-stub.js",
        "rules" => "webot rules test 'my name is Ann'",
        "material sync" => "webot material sync library --mock",
        "menu lint" => "webot menu lint --file menu.json",
        "menu preview" => "webot menu preview --file menu.json",
        "menu diff" => "webot menu diff --file menu.json --mock",
        "menu pull" => "webot menu pull -o pulled.json --mock",
        "menu edit" => "webot menu edit --mock",
        "menu push" => "webot menu push --file menu.json --backup --yes --mock",
        "menu rollback" => "webot menu rollback --yes --mock",
        "token refresh" => "webot token refresh --mock",
        "token show" => "webot token show --mock",
        "token clear" => "webot token clear --mock",
        "network" => "webot network api-ips --mock",
        "quota" => "webot quota get /cgi-bin/menu/create --mock",
        "autoreply" => "webot autoreply get --mock",
        "menu" => "webot menu create --file menu.json --mock",
        "user" => "webot user list --mock",
        "tag" => "webot tag create vip --mock",
        "blacklist" => "webot blacklist list --mock",
        "media" => "webot media upload cat.jpg --mock",
        "material" => "webot material add cat.jpg --mock",
        "draft" => "webot draft list --mock",
        "publish" => "webot publish list --mock",
        "comment" => "webot comment list 2247483650 --mock",
        "stats" => "webot stats user-summary --plot --mock",
        "qrcode" => "webot qrcode create 123 --mock",
        "shorten" => "webot shorten gen loooooong-data --mock",
        "token" => "webot token get --mock",
        "ticket" => "webot ticket get --mock",
        "oauth" => "webot oauth login --mock",
        "app" | "app login" => "webot app login 061Jl5Ga1VZPyF0o2XFa1zUyTM0Jl5Gm --mock",
        "app config" => {
            "webot app config https://example.com/app/ --appid wx1234567890abcdef --team ABCDE12345 --bundle com.example.app"
        }
        "app check" => "webot app check config.xml UZApp.entitlements",
        "app check-share" => "webot app check-share thumb.png --kind webpage",
        "mini" => "webot mini login 0a3Q1Y0w3rD2W23ljM1w3lKn0N1Q1Y0y --mock",
        "mini code" => "webot mini code create a=1 --output code.jpg --mock",
        "mini scheme" => "webot mini scheme create --mock",
        "mini link" => "webot mini link create --mock",
        "mini check" => "webot mini check text 你好 --openid o6_bmjrPTlm6_2sgVt7hMZOPfL2M --mock",
        "mini subscribe" => "webot mini subscribe list --mock",
        "mini updatable" => "webot mini updatable create --mock",
        "mini live" => "webot mini live list --mock",
        "mini live replay" => "webot mini live replay 3 --mock",
        "mini ship" => "webot mini ship get 4200000001202611301234567890 --mock",
        _ if path.starts_with("work") => work(path),
        _ => message(path),
    }
}

fn signature(path: &str) -> &'static str {
    match path {
        "sign message" => {
            "echo keyboardcat123 | webot sign message --token - --timestamp 1700000000 --nonce abc"
        }
        "sign jsapi" => {
            "webot sign jsapi --url https://example.com/page --api chooseImage --mock\n  webot sign jsapi --list share"
        }
        "sign agent" => {
            "webot sign agent --url https://example.com/page --corpid ww1234567890abcdef --agentid 1000002 --mock"
        }
        "sign addr" => {
            "echo ACCESS_TOKEN | webot sign addr --url 'https://example.com/?code=a&state=b' --appid wx1234567890abcdef --access-token -"
        }
        "sign card" => "webot sign card --card-id pFS7Fjg8kV1IdDz01r4SQwMkuCKc --code 1434008071 --mock",
        "sign choose-card" => "webot sign choose-card --appid wx1234567890abcdef --mock",
        "sign package" => {
            "echo 8934e7d15453e97507ef794cf7b0519d | webot sign package --field body=tea --field total_fee=100 --partner-key -"
        }
        "sign pay-sign" => {
            "echo 2Wozy2aksie1puXUBpWD8oZxiD1DfQuE | webot sign pay-sign --field appid=wx1234567890abcdef --field noncestr=abc --app-key -"
        }
        "sign pay" => {
            "echo 0123456789abcdef0123456789abcdef | webot sign pay --field appid=wx1234567890abcdef --field mch_id=1900000109 --key -"
        }
        "sign jspay" => {
            "echo 0123456789abcdef0123456789abcdef | webot sign jspay --prepay-id wx201410272009395522657a69 --appid wx1234567890abcdef --key -"
        }
        "sign v3" => {
            "openssl genrsa 2048 | webot sign v3 GET /v3/certificates --mchid 1900000109 --serial 1DDE55AD98ED71D6EDD4 --private-key -"
        }
        "sign notify" => {
            r#"echo '{"id":"1","event_type":"TRANSACTION.SUCCESS"}' | webot sign notify --body -"#
        }
        "sign session" => {
            r#"echo tiihtNczf5v6AKRyjwEUhQ== | webot sign session --session-key - --data '{"nickName":"Band"}'"#
        }
        "sign xpay" => {
            r#"echo 12345 | webot sign xpay --uri /xpay/query_user_balance --app-key - --data '{"openid":"oABC"}'"#
        }
        "sign intracity" => {
            "echo keyboardcat123 | webot sign intracity --field wx_order_id=1 --field shop_order_id=2 --token -"
        }
        "sign api" => {
            "openssl genrsa 2048 | webot sign api https://api.weixin.qq.com/wxa/getuserriskrank --appid wx1234567890abcdef --sym-sn 1 --sym-key MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= --private-key -"
        }
        _ => "",
    }
}

/// Returns the example of a command for messages and customer service.
fn message(path: &str) -> &'static str {
    match path {
        "message" | "message custom" => "webot message custom text o6_bmjrPTlm6_2sgVt7hMZOPfL2M 您好 --mock",
        "message custom send" => {
            r#"echo '{"touser":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","msgtype":"text","text":{"content":"您好"}}' | webot message custom send --mock"#
        }
        "message template" => "webot message template list --mock",
        "message subscribe" => {
            "webot message subscribe send o6_bmjrPTlm6_2sgVt7hMZOPfL2M 9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU -F date2=2026年12月1日 -F thing3=会议室 --yes --mock"
        }
        "message subscribe list" => "webot message subscribe list --mock",
        "message subscribe add" => "webot message subscribe add 99 --keyword 1,2 --scene 付款后通知 --mock",
        "message subscribe delete" => {
            "webot message subscribe delete pCpZ7mIBbSC34khK559Aw5ZV1j9xdWTFEkqOtzUPl0r --yes --mock"
        }
        "message subscribe categories" => "webot message subscribe categories --mock",
        "message subscribe titles" => "webot message subscribe titles 2,616 --mock",
        "message subscribe keywords" => "webot message subscribe keywords 99 --mock",
        "message mass" => {
            "webot message mass preview o6_bmjrPTlm6_2sgVt7hMZOPfL2M --text 国庆节放假通知 --mock"
        }
        "message mass speed" => "webot message mass speed get --mock",
        "message industry" => "webot message industry get --mock",
        "kf" | "kf account" => "webot kf account list --mock",
        "kf session" => "webot kf session get o6_bmjrPTlm6_2sgVt7hMZOPfL2M --mock",
        _ => "",
    }
}

/// Returns the example of a command for WeCom.
fn work(path: &str) -> &'static str {
    match path {
        "work" => "webot work message text 会议改到三点 --to zhangsan --mock",
        "work dept" => "webot work dept list --mock",
        "work user" => "webot work user get zhangsan --mock",
        "work job" => "webot work job get JOBID --mock",
        "work tag" => "webot work tag list --mock",
        "work message" => "webot work message text 会议改到三点 --to zhangsan,lisi --mock",
        "work message send" => {
            r#"echo '{"touser":"zhangsan","msgtype":"text","text":{"content":"您好"}}' | webot work message send --mock"#
        }
        "work chat" => "webot work chat text CHATID 会议改到三点 --mock",
        "work chat send" => {
            r#"echo '{"chatid":"CHATID","msgtype":"text","text":{"content":"您好"}}' | webot work chat send --mock"#
        }
        "work media" => "webot work media upload cat.jpg --mock",
        "work menu" => "webot work menu create --file menu.json --mock",
        "work agent" => "webot work agent get --mock",
        "work oauth" => "webot work oauth user CODE --mock",
        "work oauth url" => {
            "webot work oauth url https://example.com/login --corpid ww1234567890abcdef --scope privateinfo"
        }
        "work token" | "work token get" => "webot work token get --mock",
        "work token show" => "webot work token show --mock",
        "work token clear" => "webot work token clear --mock",
        "work jssdk" | "work jssdk config" => "webot work jssdk config --url https://example.com/page --mock",
        "work jssdk agent-config" => {
            "webot work jssdk agent-config --url https://example.com/page --corpid ww1234567890abcdef --agentid 1000002 --mock"
        }
        "work notify" => {
            "echo 部署完成 | webot work notify 01234567-89ab-cdef-0123-456789abcdef --mention zhangsan --mock"
        }
        "work kf" => "webot work kf list --mock",
        "work kf serve" => {
            "webot work kf serve rules.yaml --account wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q --cursor-file cursor --once --mock"
        }
        "work suite" | "work suite ticket" => "echo TICKET | webot work suite ticket -",
        "work suite token" => "webot work suite token",
        "work suite pre-auth-code" => "webot work suite pre-auth-code",
        "work suite authorize" => "webot work suite authorize CODE",
        "work suite show" => "webot work suite show",
        "work customer" => "webot work customer list zhangsan --mock",
        "work customer-tag" => "webot work customer-tag list --mock",
        "work customer-group" => "webot work customer-group list --mock",
        "work customer-way" => "webot work customer-way list --mock",
        _ => "",
    }
}

/// Returns the example of a command or group of WeChat Pay.
fn payment(path: &str) -> &'static str {
    match path {
        "pay refund" => "webot pay refund create --out-trade-no ORDER20261130 --yuan 0.50",
        "pay bill" => "webot pay bill trade 2026-11-30",
        "pay simulate" => {
            "webot pay simulate --des http://127.0.0.1:3000/pay/notify\n  webot pay simulate --des http://127.0.0.1:3000/pay/notify --case all"
        }
        "pay order" => {
            "webot pay order native --description 红茶 --yuan 1.23 --notify-url https://example.com/notify"
        }
        "pay query" => "webot pay query --out-trade-no ORDER20261130",
        "pay close" => "webot pay close --out-trade-no ORDER20261130",
        "pay refund create" => {
            "webot pay refund create --out-trade-no ORDER20261130 --yuan 0.50 --reason 退货"
        }
        "pay refund query" => "webot pay refund query R20261130",
        "pay bill trade" => "webot pay bill trade 2026-11-30 --csv",
        "pay bill fundflow" => "webot pay bill fundflow 2026-11-30 -o fundflow.csv",
        "pay certs" => "webot pay certs --save wechatpay.pem",
        "pay transfer create" => {
            "webot pay transfer create --openid o6_bmjrPTlm6_2sgVt7hMZOPfL2M --yuan 1.00 --scene 1000 --report 活动名称=新会员有礼 --report 奖励说明=注册奖励 --remark 新会员奖励"
        }
        "pay transfer" | "pay transfer query" => "webot pay transfer query T20261130",
        "pay transfer cancel" => "webot pay transfer cancel T20261130",
        "pay combine order" => {
            "webot pay combine order native --order 1900000109:ORDER001:1.00:红茶 --order 1900000110:ORDER002:0.50:茶杯 --notify-url https://example.com/notify"
        }
        "pay combine" | "pay combine query" => "webot pay combine query COMBINE20261130",
        "pay combine close" => {
            "webot pay combine close COMBINE20261130 --order 1900000109:ORDER001 --order 1900000110:ORDER002"
        }
        "pay share create" => {
            "webot pay share create --transaction-id 4200000001202611301234567890 --receiver merchant:1900000110:1.00:佣金"
        }
        "pay share query" => "webot pay share query S20261130 --transaction-id 4200000001202611301234567890",
        "pay share unfreeze" => {
            "webot pay share unfreeze --transaction-id 4200000001202611301234567890 --description 分账完成"
        }
        "pay share" | "pay share amounts" => "webot pay share amounts 4200000001202611301234567890",
        "pay share return" => {
            "webot pay share return --out-order-no S20261130 --return-mchid 1900000110 --yuan 1.00 --description 退货"
        }
        "pay share return-query" => "webot pay share return-query B20261130 --out-order-no S20261130",
        "pay share add-receiver" => {
            "webot pay share add-receiver merchant 1900000110 --relation PARTNER --name 示例商户全称"
        }
        "pay share delete-receiver" => "webot pay share delete-receiver merchant 1900000110",
        "pay complaint" | "pay complaint list" => "webot pay complaint list 2026-11-01 2026-11-30",
        "pay complaint get" => "webot pay complaint get 200201820200101080076610000",
        "pay complaint history" => "webot pay complaint history 200201820200101080076610000",
        "pay complaint reply" => "webot pay complaint reply 200201820200101080076610000 已安排发货",
        "pay complaint complete" => "webot pay complaint complete 200201820200101080076610000",
        "pay v2 order" => {
            "webot pay v2 order native --description 红茶 --yuan 1.23 --notify-url https://example.com/notify"
        }
        "pay v2" | "pay v2 query" => "webot pay v2 query --out-trade-no ORDER20261130",
        "pay v2 close" => "webot pay v2 close --out-trade-no ORDER20261130",
        "pay v2 refund" => "webot pay v2 refund --out-trade-no ORDER20261130 --yuan 0.50",
        "pay v2 refund-query" => "webot pay v2 refund-query R20261130",
        "pay v2 bill" => "webot pay v2 bill 2026-11-30 --csv",
        "pay v2 micropay" => "webot pay v2 micropay 134567890123456789 --description 红茶 --yuan 1.23",
        "pay v2 reverse" => "webot pay v2 reverse ORDER20261130",
        "pay v2 short-url" => {
            "webot pay v2 short-url 'weixin://wxpay/bizpayurl?sign=X&appid=wx1&mch_id=1&product_id=1&time_stamp=1&nonce_str=x'"
        }
        _ => "",
    }
}
