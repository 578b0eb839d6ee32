# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_webot_global_optspecs
    string join \n json q/quiet v/verbose color= config= profile= lang= show-secrets h/help V/version
end

function __fish_webot_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_webot_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_webot_using_subcommand
    set -l cmd (__fish_webot_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c webot -n "__fish_webot_needs_command" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_needs_command" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_needs_command" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_needs_command" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_needs_command" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_needs_command" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_needs_command" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_needs_command" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_needs_command" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_needs_command" -s V -l version -d 'Show the version'
complete -c webot -n "__fish_webot_needs_command" -f -a "send" -d 'Send a signed message to a bot and judge its answer'
complete -c webot -n "__fish_webot_needs_command" -f -a "verify-url" -d 'Check a callback URL as WeChat does when the settings are saved'
complete -c webot -n "__fish_webot_needs_command" -f -a "sign" -d 'Compute a signature, or find out why one is wrong'
complete -c webot -n "__fish_webot_needs_command" -f -a "crypt" -d 'Decrypt and verify what WeChat sends, and see why it fails'
complete -c webot -n "__fish_webot_needs_command" -f -a "api" -d 'Call any endpoint of WeChat\'s API'
complete -c webot -n "__fish_webot_needs_command" -f -a "config" -d 'Show and change what webot knows of your accounts (wx_config.json)'
complete -c webot -n "__fish_webot_needs_command" -f -a "init" -d 'Ask for an account and write wx_config.json'
complete -c webot -n "__fish_webot_needs_command" -f -a "mock" -d 'Be WeChat on this machine: its API with state, to try and to test against'
complete -c webot -n "__fish_webot_needs_command" -f -a "serve" -d 'Be a bot: answer messages by the rules of a file'
complete -c webot -n "__fish_webot_needs_command" -f -a "rules" -d 'Try rules'
complete -c webot -n "__fish_webot_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c webot -n "__fish_webot_needs_command" -f -a "man" -d 'Write man pages into a directory'
complete -c webot -n "__fish_webot_needs_command" -f -a "help" -d 'Show the help of a command'
complete -c webot -n "__fish_webot_needs_command" -f -a "network" -d 'Addresses of WeChat, and whether it reaches you'
complete -c webot -n "__fish_webot_needs_command" -f -a "quota" -d 'How often endpoints may be called, and the request behind a rid'
complete -c webot -n "__fish_webot_needs_command" -f -a "autoreply" -d 'Automatic replies'
complete -c webot -n "__fish_webot_needs_command" -f -a "menu" -d 'The custom menu: lint, draw, compare, create, roll back'
complete -c webot -n "__fish_webot_needs_command" -f -a "user" -d 'Followers'
complete -c webot -n "__fish_webot_needs_command" -f -a "tag" -d 'Tags of followers'
complete -c webot -n "__fish_webot_needs_command" -f -a "blacklist" -d 'The blacklist'
complete -c webot -n "__fish_webot_needs_command" -f -a "qrcode" -d 'QR codes with a scene'
complete -c webot -n "__fish_webot_needs_command" -f -a "shorten" -d 'Short keys for data'
complete -c webot -n "__fish_webot_needs_command" -f -a "token" -d 'The access_token'
complete -c webot -n "__fish_webot_needs_command" -f -a "ticket" -d 'Tickets of pages and cards'
complete -c webot -n "__fish_webot_using_subcommand send" -s u -l user -d 'FromUserName: the user\'s openid' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l sp -d 'ToUserName: the account\'s original id (the corpid in WeCom)' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l set -d 'Change a field: Content=hi, SendPicsInfo.PicList.item[0].PicMd5Sum=…; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l xml -d 'Send this XML file as it is (- for stdin)' -r -F
complete -c webot -n "__fish_webot_using_subcommand send" -l json-body -d 'Send this JSON file as it is (- for stdin)' -r -F
complete -c webot -n "__fish_webot_using_subcommand send" -l subscribed -d 'scan: the user follows the account already (SCAN, not subscribe)' -r -f -a "true\t''
false\t''"
complete -c webot -n "__fish_webot_using_subcommand send" -l list -d 'List the kinds, those that match FILTER if one is given' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l destination -d 'The bot\'s whole URL, in place of host, port and route (short: --des)' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l host -d 'Host of the bot [default: 127.0.0.1]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l port -d 'Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l route -d 'Path of the bot [default: /]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l token -d 'Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l aes-key -d 'EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l appid -d 'Appid that messages are encrypted for [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l receiver -d 'Receiver id where it is not the appid: corpid, suiteid, or \'\' for intelligent bots' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l apiv3-key -d 'pay.…: APIv3 key, 32 characters [else WX_APIV3_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l private-key -d 'pay.…: PEM file of the platform key that signs, of your own making' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l serial -d 'pay.…: serial number of that key' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l mode -d 'plain, compat or safe [else from the config file, else plain]' -r -f -a "plain\t'明文模式'
compat\t'兼容模式'
safe\t'安全模式'"
complete -c webot -n "__fish_webot_using_subcommand send" -l format -d 'xml or json (mini-programs, intelligent bots)' -r -f -a "xml\t''
json\t''"
complete -c webot -n "__fish_webot_using_subcommand send" -l timestamp -d 'Send and sign with this time, in seconds, in place of now' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l nonce -d 'Sign with this nonce in place of a fresh one' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l deadline -d 'Seconds that --as-wechat waits for each delivery [default: 5]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l timeout -d 'Seconds until webot gives up [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l cacert -d 'PEM file of further roots to trust for https' -r -F
complete -c webot -n "__fish_webot_using_subcommand send" -l expect-type -d 'The reply has this type: text, news, …, none' -r -f -a "text\t''
image\t''
voice\t''
video\t''
music\t''
news\t''
transfer_customer_service\t''
transfer_biz_ai_ivr\t''
update_button\t''
update_taskcard\t''
update_template_card\t''
device_text\t''
device_event\t''
device_status\t''
hardware\t''
stream\t''
template_card\t''
stream_with_template_card\t''
none\t''
invalid\t''"
complete -c webot -n "__fish_webot_using_subcommand send" -l expect-text -d 'The reply\'s text matches this regular expression' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l expect -d 'A field of the reply has this value: Articles.item[0].Title=News; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l expect-within -d 'The reply came within this many milliseconds' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand send" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand send" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand send" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand send" -l add -d 'Let --set add fields that the kind does not have'
complete -c webot -n "__fish_webot_using_subcommand send" -l demo -d 'Start the built-in bot and send to it'
complete -c webot -n "__fish_webot_using_subcommand send" -l as-wechat -d 'Deliver as WeChat does: wait 5 s, then again with the same MsgId, three times in all'
complete -c webot -n "__fish_webot_using_subcommand send" -l insecure -d 'Accept any certificate (WeChat will not)'
complete -c webot -n "__fish_webot_using_subcommand send" -l expect-none -d 'There is no reply (success or an empty body)'
complete -c webot -n "__fish_webot_using_subcommand send" -l strict -d 'Let warnings fail too'
complete -c webot -n "__fish_webot_using_subcommand send" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand send" -l curl -d 'Print a curl line that sends the same'
complete -c webot -n "__fish_webot_using_subcommand send" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand send" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand send" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand send" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand send" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l destination -d 'The bot\'s whole URL, in place of host, port and route (short: --des)' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l host -d 'Host of the bot [default: 127.0.0.1]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l port -d 'Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l route -d 'Path of the bot [default: /]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l token -d 'Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l aes-key -d 'EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l appid -d 'Appid that messages are encrypted for [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l receiver -d 'Receiver id where it is not the appid: corpid, suiteid, or \'\' for intelligent bots' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l mode -d 'plain (official accounts, mini-programs) or safe (WeCom: encrypted echostr)' -r -f -a "plain\t''
safe\t''"
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l timeout -d 'Seconds until webot gives up [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l cacert -d 'PEM file of further roots to trust for https' -r -F
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l insecure -d 'Accept any certificate (WeChat will not)'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l curl -d 'Print a curl line that sends the same'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l strict -d 'Let warnings fail too'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand verify-url" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "message" -d 'signature or msg_signature of a callback'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "jsapi" -d 'signature of wx.config'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "agent" -d 'signature of wx.agentConfig (WeCom)'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "addr" -d 'addrSign of editAddress (2014)'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "card" -d 'signature of cardExt for wx.addCard'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "choose-card" -d 'cardSign for wx.chooseCard'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "package" -d 'package of 2014 with its MD5 sign'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "pay-sign" -d 'paySign of 2014 (SHA-1)'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "pay" -d 'sign of WeChat Pay v2'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "jspay" -d 'Parameters that a page, mini-program or app pays with'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "v3" -d 'Authorization header of a WeChat Pay v3 request'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "notify" -d 'Headers of a WeChat Pay v3 notification, to test a handler with'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "session" -d 'signature of a mini-program\'s rawData, or of a session key'
complete -c webot -n "__fish_webot_using_subcommand sign; and not __fish_seen_subcommand_from message jsapi agent addr card choose-card package pay-sign pay jspay v3 notify session xpay" -f -a "xpay" -d 'signature and pay_sig of a mini-program\'s virtual payment'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l token -d 'Callback token, as on the settings page [else WX_TOKEN, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l encrypt -d 'Encrypt of the message, for msg_signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from message" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l url -d 'URL of the page; what follows # is dropped' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l ticket -d 'jsapi_ticket [else WX_JSAPI_TICKET, the config file, WeChat]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l other-ticket -d 'Ticket of the other kind, for --check [else the environment, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l foreign-ticket -d 'Ticket of another account, for --check; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l appid -d 'Appid of the account [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l api -d 'jsApiList, separated by commas' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l debug -d 'debug: true in wx.config'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l url -d 'URL of the page; what follows # is dropped' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l ticket -d 'ticket of wx.agentConfig [else WX_AGENT_TICKET, the config file, WeChat]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l other-ticket -d 'Ticket of the other kind, for --check [else the environment, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l foreign-ticket -d 'Ticket of another account, for --check; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l agentid -d 'Agentid of the app [else WX_AGENTID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l corpid -d 'Corpid of the company [else WX_CORPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l api -d 'jsApiList, separated by commas' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l appid -d 'Appid of the account [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l url -d 'URL of the page; what follows # is dropped' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l access-token -d 'OAuth access_token of the user [else WX_ACCESS_TOKEN]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from addr" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l card-id -d 'card_id of the card' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l ticket -d 'wx_card api_ticket [else WX_CARD_TICKET, the config file, WeChat]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l secret -d 'Appsecret, for the rule of 2014' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l other-ticket -d 'Ticket of the other kind, for --check [else the environment, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l foreign-ticket -d 'Ticket of another account, for --check; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l code -d 'code of the card' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l openid -d 'openid of the user who may take it' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l balance -d 'Balance in fen' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l appid -d 'Appid of the account [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l ticket -d 'wx_card api_ticket [else WX_CARD_TICKET, the config file, WeChat]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l secret -d 'Appsecret, for the rule of 2014' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l location-id -d 'location_id of the store' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l card-id -d 'card_id of the card' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l card-type -d 'card_type, such as GROUPON' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l other-ticket -d 'Ticket of the other kind, for --check [else the environment, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l foreign-ticket -d 'Ticket of another account, for --check; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l field -d 'A field; repeatable [else JSON or XML on stdin]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l partner-key -d 'partnerKey [else WX_PARTNER_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from package" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l field -d 'A field; repeatable [else JSON or XML on stdin]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l app-key -d 'AppKey [else WX_APP_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay-sign" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l field -d 'A field; repeatable [else JSON or XML on stdin]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l key -d 'API key of v2 [else WX_PAY_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l other-key -d 'The APIv3 key, for --check' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l type -d 'MD5 or HMAC-SHA256' -r -f -a "MD5\t'MD5'
HMAC-SHA256\t'HMAC-SHA256'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l xml -d 'Show the signed XML'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from pay" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l prepay-id -d 'prepay_id of the order' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l appid -d 'Appid of the account [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l key -d 'API key of v2 [else WX_PAY_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l private-key -d 'Merchant\'s private key for v3: a PEM file [else WX_MCH_PRIVATE_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l type -d 'MD5 or HMAC-SHA256' -r -f -a "MD5\t'MD5'
HMAC-SHA256\t'HMAC-SHA256'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l mchid -d 'Merchant number [else WX_MCHID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l app -d 'For the App SDK'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jspay" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l body -d 'Body (- for stdin)' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l mchid -d 'Merchant number [else WX_MCHID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l serial -d 'Serial number of the merchant\'s certificate [else WX_MCH_SERIAL, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l private-key -d 'Merchant\'s private key for v3: a PEM file [else WX_MCH_PRIVATE_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from v3" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l body -d 'Body (- for stdin)' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l private-key -d 'PEM file of the platform key that signs [else WX_PAY_PRIVATE_KEY, the config file, a new one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l serial -d 'pay.…: serial number of that key' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from notify" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l session-key -d 'session_key [else WX_SESSION_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l data -d 'The text that is signed [else stdin]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l hmac -d 'HMAC-SHA256, as checkSessionKey wants it'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from session" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l uri -d 'Path of the API, such as /xpay/query_user_balance [default: requestVirtualPayment]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l app-key -d 'AppKey [else WX_APP_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l session-key -d 'session_key [else WX_SESSION_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l data -d 'The text that is signed [else stdin]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from xpay" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -f -a "decrypt" -d 'Decrypt a callback: XML or JSON with Encrypt, or the bare base64'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -f -a "encrypt" -d 'Encrypt a message as a callback or a reply; with --token, signed'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -f -a "mini" -d 'Decrypt a mini-program\'s encryptedData'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -f -a "refund" -d 'Decrypt req_info of a refund notice of WeChat Pay v2'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -f -a "notify" -d 'Decrypt a notification of WeChat Pay v3'
complete -c webot -n "__fish_webot_using_subcommand crypt; and not __fish_seen_subcommand_from decrypt encrypt mini refund notify verify-notify" -f -a "verify-notify" -d 'Verify the signature of a notification of WeChat Pay v3'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l aes-key -d 'EncodingAESKey, 43 characters, or @FILE [else WX_AES_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l receiver -d 'Fail unless the message is for this appid, corpid or suiteid (\'\' for intelligent bots)' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from decrypt" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l aes-key -d 'EncodingAESKey, 43 characters, or @FILE [else WX_AES_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l receiver -d 'appid, corpid or suiteid it is for (\'\' for intelligent bots) [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l token -d 'Callback token, or @FILE: makes a signed envelope of it' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l timestamp -d 'Sign with this time, in seconds, in place of now' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l nonce -d 'Sign with this nonce in place of a fresh one' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from encrypt" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l session-key -d 'session_key of the login that the data belongs to, or @FILE [else WX_SESSION_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l iv -d 'iv that came with the data' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l appid -d 'The watermark must name this appid [else WX_APPID, the config file, else any]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from mini" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -l key -d 'API key of WeChat Pay v2, or @FILE [else WX_PAY_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from refund" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l key -d 'APIv3 key, 32 characters, or @FILE [else WX_APIV3_KEY, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l nonce -d 'nonce of the resource, where bare ciphertext is given' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l aad -d 'associated_data of the resource, where bare ciphertext is given' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from notify" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l cert -d 'PEM file of the platform\'s certificate' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l public-key -d 'PEM file of WeChat Pay\'s public key' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l headers -d 'File of the request\'s headers: as curl -v or a log shows them, or JSON' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l signature -d 'Wechatpay-Signature, in place of the file\'s' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l timestamp -d 'Wechatpay-Timestamp, in place of the file\'s' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l nonce -d 'Wechatpay-Nonce, in place of the file\'s' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l serial -d 'Wechatpay-Serial, in place of the file\'s' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand crypt; and __fish_seen_subcommand_from verify-notify" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand api" -s F -l field -d 'A field; numbers, true, false, null, @FILE and JSON are read as such; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand api" -s f -l raw-field -d 'A field that is text; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l query -d 'A parameter of the URL; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand api" -s d -l data -d 'The body: @FILE, - for stdin, or itself' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l upload -d 'A file of a form: media=@cat.jpg; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l jq -d 'Filter the answer with jq' -r
complete -c webot -n "__fish_webot_using_subcommand api" -s o -l output -d 'Write the answer into this file' -r -F
complete -c webot -n "__fish_webot_using_subcommand api" -l list -d 'List endpoints that match a word' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l platform -d 'Which platform, where two have the path: api, work, pay' -r -f -a "api\t''
work\t''
pay\t''"
complete -c webot -n "__fish_webot_using_subcommand api" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand api" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand api" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand api" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand api" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand api" -l paginate -d 'Go on with next_openid or next_cursor to the end, one answer a line'
complete -c webot -n "__fish_webot_using_subcommand api" -s i -l include -d 'Show status and headers too'
complete -c webot -n "__fish_webot_using_subcommand api" -l force -d 'Call a retired endpoint all the same'
complete -c webot -n "__fish_webot_using_subcommand api" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand api" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand api" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand api" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand api" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand api" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand api" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand api" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand api" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand api" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -f -a "show" -d 'Show what holds, and where each value comes from'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -f -a "set" -d 'Write a value into the file'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -f -a "unset" -d 'Take a key out of the file'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -f -a "path" -d 'Name the file that counts, or where it would be made'
complete -c webot -n "__fish_webot_using_subcommand config; and not __fish_seen_subcommand_from show set unset path schema" -f -a "schema" -d 'Print a JSON Schema of wx_config.json'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand config; and __fish_seen_subcommand_from schema" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand init" -l kind -d 'official, mini-program, work (an app of WeCom), or bot (no account, a callback only)' -r -f -a "official\t'公众号'
mini-program\t'小程序'
work\t'企业微信应用'
bot\t'No account: a bot that takes callbacks'"
complete -c webot -n "__fish_webot_using_subcommand init" -l appid -d 'Its appid: wx and 16 hex digits' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l secret -d 'Its AppSecret, 32 hex digits; - for stdin, @FILE for a file' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l corpid -d 'work: corpid of the company' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l agentid -d 'work: agentid of the app' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l corpsecret -d 'work: secret of the app; - for stdin, @FILE for a file' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l token -d 'Token of the callback, 3 to 32 letters and digits' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l encoding-aes-key -d 'EncodingAESKey of the callback, 43 characters' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l url -d 'Where the bot listens' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l file -d 'The file to write [default: --config, else wx_config.json]' -r -F
complete -c webot -n "__fish_webot_using_subcommand init" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand init" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand init" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand init" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand init" -l generate -d 'Make up the Token and EncodingAESKey that are not given'
complete -c webot -n "__fish_webot_using_subcommand init" -l force -d 'Change values that are there, and take values of an odd shape'
complete -c webot -n "__fish_webot_using_subcommand init" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand init" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand init" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand init" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand init" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand mock" -l host -d 'Address to listen on [default: 127.0.0.1]' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l port -d 'Port to listen on, 0 for a free one [default: 7200]' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l appid -d 'The only appid there is; others get 40013' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l secret -d 'The only secret there is; others get 40125' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l followers -d 'How many follow the account [default: 3]' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l token-overlap -d 'Seconds that a token lives on after a newer one of /cgi-bin/token [default: 300]' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l allow-ip -d 'Only this address or network may get a token, others get 40164; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l quota -d 'PATH may be called N times a day, then 45009; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l fail -d 'The N-th call, or those from N to M, get this errcode; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l latency -d 'Hold answers back this many milliseconds, or between two times' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l drop -d 'Close the connection of every N-th call without an answer' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand mock" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand mock" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand mock" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand mock" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand mock" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand mock" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand mock" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand mock" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand serve" -l host -d 'Address to listen on [default: 127.0.0.1]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -s p -l port -d 'Port to listen on, 0 for a free one [default: PORT, else 3000]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -s r -l route -d 'Path that messages come to [default: any]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l health -d 'Path that says whether the server is well [default: /healthz]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l connections -d 'Connections at a time; the idle make room [default: 900]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -s t -l token -d 'Token of the callback [env: WX_TOKEN]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l aes-key -d 'EncodingAESKey, 43 characters [env: WX_AES_KEY]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l appid -d 'appid that encrypted messages must be for [env: WX_APPID]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l receiver -d 'Another receiver than the appid, a corpid for WeCom' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l mode -d 'safe: take only encrypted messages; plain and compat: take both [default: both]' -r -f -a "plain\t'明文模式'
compat\t'兼容模式'
safe\t'安全模式'"
complete -c webot -n "__fish_webot_using_subcommand serve" -l window -d 'Seconds that a timestamp may be off, 0 for any [default: 600]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l sessions -d 'Where conversations are kept: memory, a FILE, or redis://HOST:PORT/DB [default: memory]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l session-ttl -d 'Seconds after which a silent user is forgotten [default: 86400]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l seed -d 'Draw at random from this number on, the same each time' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand serve" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand serve" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand serve" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand serve" -l check -d 'Only check the rules'
complete -c webot -n "__fish_webot_using_subcommand serve" -l allow-replays -d 'Take a nonce that has been used'
complete -c webot -n "__fish_webot_using_subcommand serve" -l no-reload -d 'Keep the rules though the file changes'
complete -c webot -n "__fish_webot_using_subcommand serve" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand serve" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand serve" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand serve" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand serve" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand rules; and not __fish_seen_subcommand_from test" -f -a "test" -d 'Which rule answers a message, and which were tried'
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -s r -l rules -d 'File of rules [default: rules.yaml, rules.yml or rules.json here]' -r -F
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -s k -l kind -d 'Kind of the messages, as in `webot send --list`; words are its arguments' -r
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -s u -l user -d 'Whose messages they are' -r
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l set -d 'Change a field of the messages, Name=value; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l seed -d 'Draw at random from this number on, the same each time' -r
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand rules; and __fish_seen_subcommand_from test" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand completions" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand completions" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand completions" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand completions" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand completions" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand completions" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand completions" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand completions" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand completions" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand man" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand man" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand man" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand man" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand man" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand man" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand man" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand man" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand man" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand help" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand help" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand help" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand help" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand help" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand help" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand help" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand help" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand help" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -f -a "callback-ips" -d 'The addresses that WeChat pushes from'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -f -a "api-ips" -d 'The addresses of the API'
complete -c webot -n "__fish_webot_using_subcommand network; and not __fish_seen_subcommand_from callback-ips api-ips check" -f -a "check" -d 'Let WeChat try to reach your server'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from callback-ips" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from api-ips" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l action -d 'What to try: all, dns, ping' -r -f -a "all\t''
dns\t''
ping\t''"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l check-operator -d 'From which network: DEFAULT, CHINANET, UNICOM, CAP' -r -f -a "DEFAULT\t''
CHINANET\t''
UNICOM\t''
CAP\t''"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand network; and __fish_seen_subcommand_from check" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -f -a "get" -d 'How often an endpoint may still be called'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -f -a "clear" -d 'Give an endpoint its daily quota back'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -f -a "reset" -d 'Give all endpoints their daily quota back'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -f -a "reset-by-secret" -d 'The same with the secret in place of a token, which may have run out of quota itself'
complete -c webot -n "__fish_webot_using_subcommand quota; and not __fish_seen_subcommand_from get clear reset reset-by-secret rid" -f -a "rid" -d 'The request behind a rid that an errmsg names'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from get" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from clear" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from reset-by-secret" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand quota; and __fish_seen_subcommand_from rid" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and not __fish_seen_subcommand_from get" -f -a "get" -d 'The automatic replies that are set'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand autoreply; and __fish_seen_subcommand_from get" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "create" -d 'Put a menu in place of the one that is there'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "get" -d 'The menu that was made by API, with the conditional ones'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "delete" -d 'Delete all menus, the conditional ones too'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "info" -d 'The menu that users see, made by API or on the website'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "add-conditional" -d 'A menu for some users only'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "delete-conditional" -d 'Delete one menu for some users'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "try-match" -d 'The menu that one user sees'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "lint" -d 'Judge a menu file without sending it'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "preview" -d 'Draw a menu as a phone shows it'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "diff" -d 'What sending a file would change'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "pull" -d 'The account\'s menu in the shape that create takes'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "push" -d 'Show the changes, ask, keep the old menu, send the new one'
complete -c webot -n "__fish_webot_using_subcommand menu; and not __fish_seen_subcommand_from create get delete info add-conditional delete-conditional try-match lint preview diff pull push rollback" -f -a "rollback" -d 'Put back the menu that the last push --backup replaced'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -s f -l file -d 'Menu file, JSON or YAML; - for stdin [else stdin]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l no-lint -d 'Send without judging first'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from create" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from get" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do not ask'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from info" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -s f -l file -d 'Menu file, JSON or YAML; - for stdin [else stdin]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l no-lint -d 'Send without judging first'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from add-conditional" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from delete-conditional" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from try-match" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -s f -l file -d 'Menu file, JSON or YAML; - for stdin [else stdin]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from lint" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -s f -l file -d 'Menu file, JSON or YAML; - for stdin [else stdin]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l account -d 'Draw the account\'s menu'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from preview" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -s f -l file -d 'Menu file, JSON or YAML; - for stdin [else stdin]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l exit-code -d 'Exit with 1 when there are differences'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from diff" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l from -d 'A file with what get or info returned, in place of the account' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -s o -l out -d 'Write into this file' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l conditional -d 'The menus for some users, in place of the menu for all'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from pull" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -s f -l file -d 'Menu file, JSON or YAML; - for stdin [else stdin]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l backup -d 'Keep the menu that is replaced, in the state folder or in --backup=FILE' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l no-lint -d 'Send without judging first'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -s y -l yes -d 'Do not ask'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from push" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l from -d 'A file with the menu [else the last backup]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -s y -l yes -d 'Do not ask'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand menu; and __fish_seen_subcommand_from rollback" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -f -a "info" -d 'What is known of a follower'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -f -a "batch" -d 'The same for up to 100 followers at once'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -f -a "list" -d 'Followers\' openids, 10,000 at a time'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -f -a "remark" -d 'Give a follower a remark'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -f -a "change-openid" -d 'Openids of another account after a move'
complete -c webot -n "__fish_webot_using_subcommand user; and not __fish_seen_subcommand_from info batch list remark change-openid tags" -f -a "tags" -d 'The tags of a follower'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l language -d 'Language of names: zh_CN, zh_TW, en' -r -f -a "zh_CN\t''
zh_TW\t''
en\t''"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from info" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l language -d 'Language of names: zh_CN, zh_TW, en' -r -f -a "zh_CN\t''
zh_TW\t''
en\t''"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from batch" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l format -d 'How --all writes: ndjson or csv [default: ndjson]' -r -f -a "ndjson\t'An object a line'
csv\t'With a heading'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l next -d 'Begin after this openid' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l all -d 'All pages, an openid a line'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from remark" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from change-openid" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand user; and __fish_seen_subcommand_from tags" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -f -a "create" -d 'Make a tag'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -f -a "list" -d 'All tags and how many have them'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -f -a "rename" -d 'Rename a tag'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -f -a "delete" -d 'Delete a tag'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -f -a "members" -d 'The followers with a tag'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -f -a "add" -d 'Give followers a tag, up to 50 at once'
complete -c webot -n "__fish_webot_using_subcommand tag; and not __fish_seen_subcommand_from create list rename delete members add remove" -f -a "remove" -d 'Take a tag from followers, up to 50 at once'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from create" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from rename" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from delete" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l format -d 'How --all writes: ndjson or csv [default: ndjson]' -r -f -a "ndjson\t'An object a line'
csv\t'With a heading'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l next -d 'Begin after this openid' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l all -d 'All pages, an openid a line'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from members" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from add" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand tag; and __fish_seen_subcommand_from remove" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -f -a "list" -d 'Who is on the blacklist'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -f -a "add" -d 'Put followers on the blacklist, up to 20 at once'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and not __fish_seen_subcommand_from list add remove" -f -a "remove" -d 'Take followers off the blacklist, up to 20 at once'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l format -d 'How --all writes: ndjson or csv [default: ndjson]' -r -f -a "ndjson\t'An object a line'
csv\t'With a heading'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l next -d 'Begin after this openid' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l all -d 'All pages, an openid a line'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from add" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -f -a "create" -d 'A QR code with a scene'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and not __fish_seen_subcommand_from create show" -f -a "show" -d 'The picture of a QR code'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l expire-seconds -d 'How long it lives, in seconds [default: 2592000, 30 days]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l out -d 'Write a picture: FILE.png or FILE.svg' -r -F
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l print -d 'Print one field alone: url or ticket' -r -f -a "url\t'The URL in the code'
ticket\t'The ticket'"
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l permanent -d 'One that lives for ever, of which there are 100,000'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l string -d 'A scene text, though it is a number'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from create" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -s o -l output -d 'Write WeChat\'s picture into this file' -r -F
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand qrcode; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -f -a "gen" -d 'A short key for data of up to 4 KB'
complete -c webot -n "__fish_webot_using_subcommand shorten; and not __fish_seen_subcommand_from gen fetch" -f -a "fetch" -d 'The data behind a short key'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l expire-seconds -d 'How long it is kept, in seconds' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from gen" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand shorten; and __fish_seen_subcommand_from fetch" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -f -a "get" -d 'The access_token that everybody gets'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -f -a "refresh" -d 'End the token that is out, everybody\'s, and fetch another'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -f -a "show" -d 'What is kept, without asking WeChat'
complete -c webot -n "__fish_webot_using_subcommand token; and not __fish_seen_subcommand_from get refresh show clear" -f -a "clear" -d 'Forget what is kept; WeChat is not told'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l work -d 'Of the WeCom app: corpid and corpsecret'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l force-refresh -d 'End the token that is out first'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l print -d 'Print the value alone'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from get" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l work -d 'Of the WeCom app: corpid and corpsecret'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l print -d 'Print the value alone'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from refresh" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l work -d 'Of the WeCom app: corpid and corpsecret'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l work -d 'Of the WeCom app: corpid and corpsecret'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand token; and __fish_seen_subcommand_from clear" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand ticket; and not __fish_seen_subcommand_from get" -f -a "get" -d 'A ticket for pages or cards'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l type -d 'jsapi, wx_card, agent or work_jsapi [default: jsapi]' -r -f -a "jsapi\t'`wx.config`'
wx_card\t'Cards'
agent\t'`wx.agentConfig` of WeCom'
work_jsapi\t'`wx.config` of WeCom'"
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l api-base -d 'Call this in place of WeChat\'s hosts [else WX_API_BASE, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l retries -d 'How often to try again when WeChat is busy or the network fails [default: 2]' -r
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l timeout -d 'Seconds to wait for one answer [default: 15]' -r
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l proxy -d 'Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]' -r
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l cacert -d 'PEM file with the only roots to believe [else WX_CACERT, the config file]' -r -F
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l print -d 'Print the value alone'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l mock -d 'Ask a WeChat within; its state stays until the next command'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l dry-run -d 'Show the request, send nothing'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l curl -d 'Show the request as a curl command, send nothing'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l insecure -d 'Believe any certificate'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l plain-token -d 'Fetch tokens with /cgi-bin/token, which ends everybody else\'s'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand ticket; and __fish_seen_subcommand_from get" -s h -l help -d 'Show help'

function __fish_webot_previous
    set -l words (commandline -opc)
    string upper -- $words[-1]
end

function __fish_webot_paths
    set -l method (__fish_webot_previous)
    webot api --list $method 2>/dev/null | awk -v method=$method '$2 == method { print $3 }'
end

complete -c webot -n "__fish_webot_using_subcommand api; and test (__fish_webot_previous) = API" -f -a "GET POST PUT PATCH DELETE"
complete -c webot -n "__fish_webot_using_subcommand api; and contains (__fish_webot_previous) GET POST PUT PATCH DELETE" -f -a "(__fish_webot_paths)"
