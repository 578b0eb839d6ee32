# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_webot_global_optspecs
    string join \n json q/quiet v/verbose color= config= lang= show-secrets h/help V/version
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
complete -c webot -n "__fish_webot_using_subcommand send" -l private-key -d 'pay.…: PEM file of the platform key that signs, of your own making' -r -F
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
complete -c webot -n "__fish_webot_using_subcommand completions" -l color -d 'When to use colour: auto, always, never' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` says otherwise'
always\t'Always'
never\t'Never'"
complete -c webot -n "__fish_webot_using_subcommand completions" -l config -d 'Read this file instead of looking for wx_config.json' -r -F
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
complete -c webot -n "__fish_webot_using_subcommand help" -l lang -d 'Language of help and messages: en, zh' -r -f -a "en\t'English'
zh\t'中文'"
complete -c webot -n "__fish_webot_using_subcommand help" -l json -d 'Print one JSON document on stdout; errors become JSON on stderr'
complete -c webot -n "__fish_webot_using_subcommand help" -s q -l quiet -d 'Print nothing but errors'
complete -c webot -n "__fish_webot_using_subcommand help" -s v -l verbose -d 'Also show the request and the raw answer, on stderr'
complete -c webot -n "__fish_webot_using_subcommand help" -l show-secrets -d 'Show tokens and keys where *** stands otherwise'
complete -c webot -n "__fish_webot_using_subcommand help" -s h -l help -d 'Show help'
