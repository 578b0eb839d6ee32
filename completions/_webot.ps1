
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'webot' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'webot'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'webot' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this file instead of looking for wx_config.json')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of help and messages: en, zh')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout; errors become JSON on stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show tokens and keys where *** stands otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Show help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Show help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Show the version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Show the version')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send a signed message to a bot and judge its answer')
            [CompletionResult]::new('verify-url', 'verify-url', [CompletionResultType]::ParameterValue, 'Check a callback URL as WeChat does when the settings are saved')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write man pages into a directory')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Show the help of a command')
            break
        }
        'webot;send' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'FromUserName: the user''s openid')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'FromUserName: the user''s openid')
            [CompletionResult]::new('--sp', '--sp', [CompletionResultType]::ParameterName, 'ToUserName: the account''s original id (the corpid in WeCom)')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a field: Content=hi, SendPicsInfo.PicList.item[0].PicMd5Sum=…; repeatable')
            [CompletionResult]::new('--xml', '--xml', [CompletionResultType]::ParameterName, 'Send this XML file as it is (- for stdin)')
            [CompletionResult]::new('--json-body', '--json-body', [CompletionResultType]::ParameterName, 'Send this JSON file as it is (- for stdin)')
            [CompletionResult]::new('--subscribed', '--subscribed', [CompletionResultType]::ParameterName, 'scan: the user follows the account already (SCAN, not subscribe)')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the kinds, those that match FILTER if one is given')
            [CompletionResult]::new('--destination', '--destination', [CompletionResultType]::ParameterName, 'The bot''s whole URL, in place of host, port and route (short: --des)')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Host of the bot [default: 127.0.0.1]')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]')
            [CompletionResult]::new('--route', '--route', [CompletionResultType]::ParameterName, 'Path of the bot [default: /]')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]')
            [CompletionResult]::new('--aes-key', '--aes-key', [CompletionResultType]::ParameterName, 'EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]')
            [CompletionResult]::new('--appid', '--appid', [CompletionResultType]::ParameterName, 'Appid that messages are encrypted for [else WX_APPID, the config file]')
            [CompletionResult]::new('--receiver', '--receiver', [CompletionResultType]::ParameterName, 'Receiver id where it is not the appid: corpid, suiteid, or '''' for intelligent bots')
            [CompletionResult]::new('--apiv3-key', '--apiv3-key', [CompletionResultType]::ParameterName, 'pay.…: APIv3 key, 32 characters [else WX_APIV3_KEY, the config file]')
            [CompletionResult]::new('--private-key', '--private-key', [CompletionResultType]::ParameterName, 'pay.…: PEM file of the platform key that signs, of your own making')
            [CompletionResult]::new('--serial', '--serial', [CompletionResultType]::ParameterName, 'pay.…: serial number of that key')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'plain, compat or safe [else from the config file, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'xml or json (mini-programs, intelligent bots)')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Send and sign with this time, in seconds, in place of now')
            [CompletionResult]::new('--nonce', '--nonce', [CompletionResultType]::ParameterName, 'Sign with this nonce in place of a fresh one')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Seconds that --as-wechat waits for each delivery [default: 5]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds until webot gives up [default: 15]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'PEM file of further roots to trust for https')
            [CompletionResult]::new('--expect-type', '--expect-type', [CompletionResultType]::ParameterName, 'The reply has this type: text, news, …, none')
            [CompletionResult]::new('--expect-text', '--expect-text', [CompletionResultType]::ParameterName, 'The reply''s text matches this regular expression')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'A field of the reply has this value: Articles.item[0].Title=News; repeatable')
            [CompletionResult]::new('--expect-within', '--expect-within', [CompletionResultType]::ParameterName, 'The reply came within this many milliseconds')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this file instead of looking for wx_config.json')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of help and messages: en, zh')
            [CompletionResult]::new('--add', '--add', [CompletionResultType]::ParameterName, 'Let --set add fields that the kind does not have')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Start the built-in bot and send to it')
            [CompletionResult]::new('--as-wechat', '--as-wechat', [CompletionResultType]::ParameterName, 'Deliver as WeChat does: wait 5 s, then again with the same MsgId, three times in all')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate (WeChat will not)')
            [CompletionResult]::new('--expect-none', '--expect-none', [CompletionResultType]::ParameterName, 'There is no reply (success or an empty body)')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Let warnings fail too')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, send nothing')
            [CompletionResult]::new('--curl', '--curl', [CompletionResultType]::ParameterName, 'Print a curl line that sends the same')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout; errors become JSON on stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show tokens and keys where *** stands otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Show help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Show help')
            break
        }
        'webot;verify-url' {
            [CompletionResult]::new('--destination', '--destination', [CompletionResultType]::ParameterName, 'The bot''s whole URL, in place of host, port and route (short: --des)')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Host of the bot [default: 127.0.0.1]')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]')
            [CompletionResult]::new('--route', '--route', [CompletionResultType]::ParameterName, 'Path of the bot [default: /]')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]')
            [CompletionResult]::new('--aes-key', '--aes-key', [CompletionResultType]::ParameterName, 'EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]')
            [CompletionResult]::new('--appid', '--appid', [CompletionResultType]::ParameterName, 'Appid that messages are encrypted for [else WX_APPID, the config file]')
            [CompletionResult]::new('--receiver', '--receiver', [CompletionResultType]::ParameterName, 'Receiver id where it is not the appid: corpid, suiteid, or '''' for intelligent bots')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'plain (official accounts, mini-programs) or safe (WeCom: encrypted echostr)')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds until webot gives up [default: 15]')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'PEM file of further roots to trust for https')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this file instead of looking for wx_config.json')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of help and messages: en, zh')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate (WeChat will not)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the request, send nothing')
            [CompletionResult]::new('--curl', '--curl', [CompletionResultType]::ParameterName, 'Print a curl line that sends the same')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Let warnings fail too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout; errors become JSON on stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show tokens and keys where *** stands otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Show help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Show help')
            break
        }
        'webot;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this file instead of looking for wx_config.json')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of help and messages: en, zh')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout; errors become JSON on stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show tokens and keys where *** stands otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Show help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Show help')
            break
        }
        'webot;man' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this file instead of looking for wx_config.json')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of help and messages: en, zh')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout; errors become JSON on stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show tokens and keys where *** stands otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Show help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Show help')
            break
        }
        'webot;help' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour: auto, always, never')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this file instead of looking for wx_config.json')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of help and messages: en, zh')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON document on stdout; errors become JSON on stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Also show the request and the raw answer, on stderr')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show tokens and keys where *** stands otherwise')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Show help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Show help')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
