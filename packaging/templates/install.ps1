# Installs webot for the current user, from the release that this script is a part of.
#
# WEBOT_INSTALL_DIR  folder for the program, by default %LOCALAPPDATA%\webot\bin
# WEBOT_MIRROR       address to download from; the checksums stay those of this script

& {
    $ErrorActionPreference = 'Stop'
    # Its progress bar makes a download ten times slower.
    $ProgressPreference = 'SilentlyContinue'

    $version = '@VERSION@'
    $repository = '@REPOSITORY@'
    $checksums = '@CHECKSUMS@'

    $language = if ($env:WEBOT_LANG) { $env:WEBOT_LANG } else { [Globalization.CultureInfo]::CurrentUICulture.Name }

    # The texts in other letters are escaped, because an old PowerShell reads a script from the network as Latin-1.
    function Text($english, $chinese) {
        $text = if ($language -like 'zh*') { [regex]::Unescape($chinese) } else { $english }
        for ($i = 0; $i -lt $args.Count; $i++) { $text = $text.Replace("{$i}", $args[$i]) }
        $text
    }

    $architecture = if ($env:PROCESSOR_ARCHITEW6432) { $env:PROCESSOR_ARCHITEW6432 } else { $env:PROCESSOR_ARCHITECTURE }
    # Windows on ARM runs programs for x64.
    if ($architecture -notin 'AMD64', 'ARM64') {
        throw (Text 'this release has no program for {0}' '此版本没有适用于 {0} 的程序' $architecture)
    }
    $target = 'x86_64-pc-windows-msvc'
    $archive = "webot-$target.zip"
    $line = $checksums -split "`n" | Where-Object { $_.Trim().EndsWith(" $archive") }
    if (-not $line) { throw (Text 'this release has no program for {0}' '此版本没有适用于 {0} 的程序' $target) }
    $wanted = $line.Trim().Split(' ')[0]

    $folder = if ($env:WEBOT_INSTALL_DIR) { $env:WEBOT_INSTALL_DIR } else { Join-Path $env:LOCALAPPDATA 'webot\bin' }
    $base = if ($env:WEBOT_MIRROR) { $env:WEBOT_MIRROR } else { "$repository/releases/download" }
    $url = "$($base.TrimEnd('/'))/v$version/$archive"

    [void](New-Item -ItemType Directory -Force -Path $folder)
    $temporary = Join-Path $folder ".webot-install-$([guid]::NewGuid())"
    [void](New-Item -ItemType Directory -Path $temporary)
    try {
        Write-Host (Text 'downloading {0}' '正在下载 {0}' $url)
        # Windows PowerShell does not offer TLS 1.2 by itself.
        [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
        $zip = Join-Path $temporary $archive
        try {
            Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $zip
        } catch {
            throw (Text 'the download failed: {0}; WEBOT_MIRROR names another address' '下载失败：{0}；可用 WEBOT_MIRROR 指定其他下载地址' $_.Exception.Message)
        }
        $actual = (Get-FileHash -Algorithm SHA256 -LiteralPath $zip).Hash.ToLowerInvariant()
        if ($actual -ne $wanted) {
            throw (Text 'the archive is not that of the release, nothing was installed; expected {0}, actual {1}' '压缩包与发布的不一致，未安装任何文件；应为 {0}，实为 {1}' $wanted $actual)
        }
        Expand-Archive -LiteralPath $zip -DestinationPath $temporary
        $program = Join-Path $temporary "webot-$target\webot.exe"
        [void](& $program --version)
        if ($LASTEXITCODE -ne 0) { throw (Text 'the program does not run here' '程序无法在本机运行') }
        $place = Join-Path $folder 'webot.exe'
        if (Test-Path -LiteralPath $place) {
            # A running program can be renamed, but not replaced.
            Get-ChildItem -LiteralPath $folder -Filter 'webot.exe.old-*' | Remove-Item -Force -ErrorAction SilentlyContinue
            Move-Item -LiteralPath $place -Destination "$place.old-$([guid]::NewGuid())"
        }
        Move-Item -LiteralPath $program -Destination $place
        Get-ChildItem -LiteralPath $folder -Filter 'webot.exe.old-*' | Remove-Item -Force -ErrorAction SilentlyContinue
        Write-Host (Text 'installed webot {0} as {1}' '已安装 webot {0}：{1}' $version $place)
    } finally {
        Remove-Item -LiteralPath $temporary -Recurse -Force -ErrorAction SilentlyContinue
    }

    # The variable in the registry, without those of the machine and of this session.
    $path = [string][Environment]::GetEnvironmentVariable('Path', 'User')
    if (($path -split ';') -notcontains $folder) {
        [Environment]::SetEnvironmentVariable('Path', (@($path.TrimEnd(';'), $folder) -join ';').TrimStart(';'), 'User')
        Write-Host (Text 'added {0} to PATH; terminals opened from now on find webot' '已将 {0} 加入 PATH，在新打开的终端中生效' $folder)
    }
    if (($env:Path -split ';') -notcontains $folder) { $env:Path = "$env:Path;$folder" }
    Write-Host (Text 'try: webot send --demo' '试一试：webot send --demo')
}
