
use builtin;
use str;

set edit:completion:arg-completer[webot] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'webot'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'webot'= {
            cand --color 'When to use colour: auto, always, never'
            cand --config 'Read this file instead of looking for wx_config.json'
            cand --lang 'Language of help and messages: en, zh'
            cand --json 'Print one JSON document on stdout; errors become JSON on stderr'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand -v 'Also show the request and the raw answer, on stderr'
            cand --verbose 'Also show the request and the raw answer, on stderr'
            cand --show-secrets 'Show tokens and keys where *** stands otherwise'
            cand -h 'Show help'
            cand --help 'Show help'
            cand -V 'Show the version'
            cand --version 'Show the version'
            cand send 'Send a signed message to a bot and judge its answer'
            cand verify-url 'Check a callback URL as WeChat does when the settings are saved'
            cand completions 'Print a completion script for a shell'
            cand man 'Write man pages into a directory'
            cand help 'Show the help of a command'
        }
        &'webot;send'= {
            cand -u 'FromUserName: the user''s openid'
            cand --user 'FromUserName: the user''s openid'
            cand --sp 'ToUserName: the account''s original id (the corpid in WeCom)'
            cand --set 'Change a field: Content=hi, SendPicsInfo.PicList.item[0].PicMd5Sum=…; repeatable'
            cand --xml 'Send this XML file as it is (- for stdin)'
            cand --json-body 'Send this JSON file as it is (- for stdin)'
            cand --subscribed 'scan: the user follows the account already (SCAN, not subscribe)'
            cand --list 'List the kinds, those that match FILTER if one is given'
            cand --destination 'The bot''s whole URL, in place of host, port and route (short: --des)'
            cand --host 'Host of the bot [default: 127.0.0.1]'
            cand --port 'Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]'
            cand --route 'Path of the bot [default: /]'
            cand --token 'Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]'
            cand --aes-key 'EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]'
            cand --appid 'Appid that messages are encrypted for [else WX_APPID, the config file]'
            cand --receiver 'Receiver id where it is not the appid: corpid, suiteid, or '''' for intelligent bots'
            cand --apiv3-key 'pay.…: APIv3 key, 32 characters [else WX_APIV3_KEY, the config file]'
            cand --private-key 'pay.…: PEM file of the platform key that signs, of your own making'
            cand --serial 'pay.…: serial number of that key'
            cand --mode 'plain, compat or safe [else from the config file, else plain]'
            cand --format 'xml or json (mini-programs, intelligent bots)'
            cand --timestamp 'Send and sign with this time, in seconds, in place of now'
            cand --nonce 'Sign with this nonce in place of a fresh one'
            cand --deadline 'Seconds that --as-wechat waits for each delivery [default: 5]'
            cand --timeout 'Seconds until webot gives up [default: 15]'
            cand --cacert 'PEM file of further roots to trust for https'
            cand --expect-type 'The reply has this type: text, news, …, none'
            cand --expect-text 'The reply''s text matches this regular expression'
            cand --expect 'A field of the reply has this value: Articles.item[0].Title=News; repeatable'
            cand --expect-within 'The reply came within this many milliseconds'
            cand --color 'When to use colour: auto, always, never'
            cand --config 'Read this file instead of looking for wx_config.json'
            cand --lang 'Language of help and messages: en, zh'
            cand --add 'Let --set add fields that the kind does not have'
            cand --demo 'Start the built-in bot and send to it'
            cand --as-wechat 'Deliver as WeChat does: wait 5 s, then again with the same MsgId, three times in all'
            cand --insecure 'Accept any certificate (WeChat will not)'
            cand --expect-none 'There is no reply (success or an empty body)'
            cand --strict 'Let warnings fail too'
            cand --dry-run 'Show the request, send nothing'
            cand --curl 'Print a curl line that sends the same'
            cand --json 'Print one JSON document on stdout; errors become JSON on stderr'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand -v 'Also show the request and the raw answer, on stderr'
            cand --verbose 'Also show the request and the raw answer, on stderr'
            cand --show-secrets 'Show tokens and keys where *** stands otherwise'
            cand -h 'Show help'
            cand --help 'Show help'
        }
        &'webot;verify-url'= {
            cand --destination 'The bot''s whole URL, in place of host, port and route (short: --des)'
            cand --host 'Host of the bot [default: 127.0.0.1]'
            cand --port 'Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]'
            cand --route 'Path of the bot [default: /]'
            cand --token 'Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]'
            cand --aes-key 'EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]'
            cand --appid 'Appid that messages are encrypted for [else WX_APPID, the config file]'
            cand --receiver 'Receiver id where it is not the appid: corpid, suiteid, or '''' for intelligent bots'
            cand --mode 'plain (official accounts, mini-programs) or safe (WeCom: encrypted echostr)'
            cand --timeout 'Seconds until webot gives up [default: 15]'
            cand --cacert 'PEM file of further roots to trust for https'
            cand --color 'When to use colour: auto, always, never'
            cand --config 'Read this file instead of looking for wx_config.json'
            cand --lang 'Language of help and messages: en, zh'
            cand --insecure 'Accept any certificate (WeChat will not)'
            cand --dry-run 'Show the request, send nothing'
            cand --curl 'Print a curl line that sends the same'
            cand --strict 'Let warnings fail too'
            cand --json 'Print one JSON document on stdout; errors become JSON on stderr'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand -v 'Also show the request and the raw answer, on stderr'
            cand --verbose 'Also show the request and the raw answer, on stderr'
            cand --show-secrets 'Show tokens and keys where *** stands otherwise'
            cand -h 'Show help'
            cand --help 'Show help'
        }
        &'webot;completions'= {
            cand --color 'When to use colour: auto, always, never'
            cand --config 'Read this file instead of looking for wx_config.json'
            cand --lang 'Language of help and messages: en, zh'
            cand --json 'Print one JSON document on stdout; errors become JSON on stderr'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand -v 'Also show the request and the raw answer, on stderr'
            cand --verbose 'Also show the request and the raw answer, on stderr'
            cand --show-secrets 'Show tokens and keys where *** stands otherwise'
            cand -h 'Show help'
            cand --help 'Show help'
        }
        &'webot;man'= {
            cand --color 'When to use colour: auto, always, never'
            cand --config 'Read this file instead of looking for wx_config.json'
            cand --lang 'Language of help and messages: en, zh'
            cand --json 'Print one JSON document on stdout; errors become JSON on stderr'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand -v 'Also show the request and the raw answer, on stderr'
            cand --verbose 'Also show the request and the raw answer, on stderr'
            cand --show-secrets 'Show tokens and keys where *** stands otherwise'
            cand -h 'Show help'
            cand --help 'Show help'
        }
        &'webot;help'= {
            cand --color 'When to use colour: auto, always, never'
            cand --config 'Read this file instead of looking for wx_config.json'
            cand --lang 'Language of help and messages: en, zh'
            cand --json 'Print one JSON document on stdout; errors become JSON on stderr'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand -v 'Also show the request and the raw answer, on stderr'
            cand --verbose 'Also show the request and the raw answer, on stderr'
            cand --show-secrets 'Show tokens and keys where *** stands otherwise'
            cand -h 'Show help'
            cand --help 'Show help'
        }
    ]
    $completions[$command]
}
