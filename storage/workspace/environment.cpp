// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/workspace.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace oxseal {

Environment Environment::system()
{
    Environment environment;
    environment.clock.now = [] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return Instant{std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
    };
    environment.random = &systemRandom();
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) == 0)
        environment.host = host;
    if (const passwd* entry = ::getpwuid(::getuid()))
        environment.osUser = entry->pw_name;
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    environment.stateFolder = state != nullptr && *state != '\0'
        ? std::filesystem::path(state) / "oxseal"
        : std::filesystem::path(home != nullptr ? home : "/tmp") / ".local/state/oxseal";
    return environment;
}

} // namespace oxseal
