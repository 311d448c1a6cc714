// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/entitlement.h"

#include "models/core/text.h"

#include <array>
#include <utility>

namespace oxseal::access {
namespace {

template <class T, std::size_t N>
T lookUp(const std::array<std::pair<std::string_view, T>, N>& words, std::string_view text, T otherwise) noexcept
{
    const std::string_view clean = trimmed(text);
    for (const auto& [word, value] : words) {
        if (equalsIgnoringCase(word, clean))
            return value;
    }
    return otherwise;
}

constexpr std::array<std::pair<std::string_view, Level>, 26> kLevels{{
    {"none", Level::None}, {"no access", Level::None}, {"view", Level::View}, {"read", Level::View},
    {"read only", Level::View}, {"read-only", Level::View}, {"readonly", Level::View}, {"viewer", Level::View},
    {"inquiry", Level::View}, {"display", Level::View}, {"reporting", Level::View}, {"create", Level::Create},
    {"add", Level::Create}, {"enter", Level::Create}, {"initiate", Level::Create}, {"edit", Level::Edit},
    {"modify", Level::Edit}, {"update", Level::Edit}, {"change", Level::Edit}, {"partial", Level::Edit},
    {"full", Level::Full}, {"all", Level::Full}, {"delete", Level::Full}, {"approve", Level::Full},
    {"both", Level::Full}, {"admin", Level::Full},
}};

constexpr std::array<std::pair<std::string_view, AccountType>, 18> kTypes{{
    {"human", AccountType::Human}, {"person", AccountType::Human}, {"user", AccountType::Human},
    {"employee", AccountType::Human}, {"member", AccountType::Human}, {"personal", AccountType::Human},
    {"service", AccountType::Service}, {"integration", AccountType::Service}, {"system", AccountType::Service},
    {"api", AccountType::Service}, {"bot", AccountType::Service}, {"application", AccountType::Service},
    {"shared", AccountType::Shared}, {"generic", AccountType::Shared}, {"vendor", AccountType::Vendor},
    {"guest", AccountType::Vendor}, {"external", AccountType::Vendor}, {"contractor", AccountType::Human},
}};

constexpr std::array<std::pair<std::string_view, Flag>, 25> kStatuses{{
    {"active", Flag::Yes}, {"enabled", Flag::Yes}, {"a", Flag::Yes}, {"1", Flag::Yes}, {"true", Flag::Yes},
    {"yes", Flag::Yes}, {"y", Flag::Yes}, {"locked_out", Flag::Yes}, {"recovery", Flag::Yes},
    {"password_expired", Flag::Yes}, {"provisioned", Flag::Yes}, {"locked", Flag::Yes}, {"disabled", Flag::No},
    {"inactive", Flag::No}, {"suspended", Flag::No}, {"deprovisioned", Flag::No}, {"terminated", Flag::No},
    {"deleted", Flag::No}, {"removed", Flag::No}, {"0", Flag::No}, {"false", Flag::No}, {"no", Flag::No},
    {"n", Flag::No}, {"staged", Flag::No}, {"blocked", Flag::No},
}};

constexpr std::array<std::pair<std::string_view, Flag>, 14> kFlags{{
    {"true", Flag::Yes}, {"yes", Flag::Yes}, {"y", Flag::Yes}, {"1", Flag::Yes}, {"x", Flag::Yes}, {"t", Flag::Yes},
    {"on", Flag::Yes}, {"false", Flag::No}, {"no", Flag::No}, {"n", Flag::No}, {"0", Flag::No}, {"f", Flag::No},
    {"off", Flag::No}, {"none", Flag::No},
}};

} // namespace

Level levelFromText(std::string_view text) noexcept
{
    return lookUp(kLevels, text, Level::Unstated);
}

const char* name(Level level) noexcept
{
    constexpr std::array<const char*, 6> names{"none", "view", "create", "edit", "full", "unstated"};
    return names[static_cast<std::size_t>(level)];
}

AccountType accountTypeFromText(std::string_view text) noexcept
{
    return lookUp(kTypes, text, AccountType::Unknown);
}

const char* name(AccountType type) noexcept
{
    constexpr std::array<const char*, 5> names{"unknown", "human", "service", "shared", "vendor"};
    return names[static_cast<std::size_t>(type)];
}

Flag enabledFromText(std::string_view status) noexcept
{
    return lookUp(kStatuses, status, Flag::Unknown);
}

Flag flagFromText(std::string_view text) noexcept
{
    return lookUp(kFlags, text, Flag::Unknown);
}

bool isAdministratorName(std::string_view text) noexcept
{
    constexpr std::array<std::string_view, 22> names{"administrator", "admin", "system administrator", "super user",
        "superuser", "root", "full access", "primary administrator", "company administrator", "global administrator",
        "bank administration", "user administration", "core administration", "manage users", "bulk manage roles",
        "employee access tab", "access token management", "ADMI_KERNEL", "ADMI_MANAGEUSERS", "ADMI_MANAGEROLES",
        "LIST_EMPLOYEE_ACCESS", "ADMI_MANAGE_OAUTH_TOKENS"};
    const std::string_view clean = trimmed(text);
    for (const auto known : names) {
        if (equalsIgnoringCase(known, clean))
            return true;
    }
    return false;
}

std::string Entitlement::key() const
{
    std::string line = role;
    if (!permission.empty()) {
        if (!line.empty())
            line += " / ";
        line += permission;
    }
    if (!scope.empty())
        line += " @ " + scope;
    return line;
}

std::string Entitlement::text() const
{
    std::string line = role;
    if (!permission.empty()) {
        if (!line.empty())
            line += " / ";
        line += permission;
    }
    if (!level.empty())
        line += " (" + level + ")";
    if (!scope.empty())
        line += " @ " + scope;
    return line;
}

} // namespace oxseal::access
