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
complete -c webot -n "__fish_webot_needs_command" -f -a "mock" -d 'Be WeChat on this machine: its API with state, to try and to test against'
complete -c webot -n "__fish_webot_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c webot -n "__fish_webot_needs_command" -f -a "man" -d 'Write man pages into a directory'
complete -c webot -n "__fish_webot_needs_command" -f -a "help" -d 'Show the help of a command'
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
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l ticket -d 'jsapi_ticket [else WX_JSAPI_TICKET, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l other-ticket -d 'Ticket of the other kind, for --check [else the environment, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l foreign-ticket -d 'Ticket of another account, for --check; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l appid -d 'Appid of the account [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l api -d 'jsApiList, separated by commas' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l debug -d 'debug: true in wx.config'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from jsapi" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l url -d 'URL of the page; what follows # is dropped' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l ticket -d 'ticket of wx.agentConfig [else WX_AGENT_TICKET, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l other-ticket -d 'Ticket of the other kind, for --check [else the environment, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l foreign-ticket -d 'Ticket of another account, for --check; repeatable' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l agentid -d 'Agentid of the app [else WX_AGENTID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l corpid -d 'Corpid of the company [else WX_CORPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l api -d 'jsApiList, separated by commas' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l timestamp -d 'Time in seconds [default: now]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l nonce -d 'Random string [default: a fresh one]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l check -d 'Look for the mistake in this signature' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l print -d 'Print one field alone: signature, string_to_sign, …' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from agent" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
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
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l ticket -d 'wx_card api_ticket [else WX_CARD_TICKET, the config file]' -r
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
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from card" -s h -l help -d 'Show help'
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l appid -d 'Appid of the account [else WX_APPID, the config file]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l ticket -d 'wx_card api_ticket [else WX_CARD_TICKET, the config file]' -r
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
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l profile -d 'The profile of the config file [else WEBOT_PROFILE]' -r
complete -c webot -n "__fish_webot_using_subcommand sign; and __fish_seen_subcommand_from choose-card" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
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
