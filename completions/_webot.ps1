# Completion of webot in PowerShell: run this file from $PROFILE.
Register-ArgumentCompleter -Native -CommandName webot -ScriptBlock {
    param($word, $ast, $cursor)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
            if ($_ -is [Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
        })
    $variable, $encoding = $env:COMPLETE, [Console]::OutputEncoding
    try {
        $env:COMPLETE = 'powershell'
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        $found = & $words[0] -- $words.Count @words $word 2>$null
    } finally {
        $env:COMPLETE = $variable
        [Console]::OutputEncoding = $encoding
    }
    $found | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        [Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
}
