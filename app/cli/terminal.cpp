// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include "app/cli/command.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstring>

namespace oxseal::cli {
namespace {

/// Reads one line byte by byte into locked memory; nothing of it passes through a stream buffer.
Secret readLine(int fd)
{
    Botan::secure_vector<std::uint8_t> line;
    line.reserve(256);
    char c = 0;
    while (::read(fd, &c, 1) == 1 && c != '\n')
        line.push_back(static_cast<std::uint8_t>(c));
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return Secret(std::move(line));
}

} // namespace

Result<Secret> passphraseFromFile(const std::filesystem::path& file)
{
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(kPassphraseFile, file.string());
    Secret secret = readLine(fd);
    ::close(fd);
    if (secret.empty())
        return fail(kNoPassphrase, file.string());
    return secret;
}

Result<Secret> passphraseFromTerminal(const char* prompt)
{
    const int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return fail(kNoPassphrase);
    termios before{};
    if (::tcgetattr(fd, &before) != 0) {
        ::close(fd);
        return fail(kNoPassphrase);
    }
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(fd, TCSAFLUSH, &silent);
    const std::string text = std::string(prompt) + ": ";
    (void)!::write(fd, text.data(), text.size());
    Secret secret = readLine(fd);
    (void)!::write(fd, "\n", 1);
    ::tcsetattr(fd, TCSAFLUSH, &before);
    ::close(fd);
    if (secret.empty())
        return fail(kNoPassphrase);
    return secret;
}

} // namespace oxseal::cli
