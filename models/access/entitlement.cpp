// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/entitlement.h"

#include "models/access/flat_index.h"
#include "models/core/text.h"

#include <array>
#include <unordered_map>
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

/// Columns are looked up once per table, not once per row.
struct Cells
{
    const Column* column = nullptr;
    const TextColumn* words = nullptr;

    Cells(const Table& table, std::initializer_list<std::string_view> names)
    {
        for (const auto name : names) {
            column = table.find(name);
            if (column != nullptr)
                break;
        }
        if (column != nullptr)
            words = std::get_if<TextColumn>(&column->data);
    }
    [[nodiscard]] std::string text(std::size_t row) const
    {
        if (words != nullptr)
            return std::string(words->at(row));
        return column != nullptr ? column->cell(row) : std::string();
    }
    [[nodiscard]] std::optional<Day> day(std::size_t row) const
    {
        if (column == nullptr)
            return std::nullopt;
        if (const auto* days = std::get_if<DayColumn>(&column->data))
            return days->at(row);
        // Time stamps of the systems begin with the day.
        return words != nullptr ? Day::fromIso(words->at(row).substr(0, 10)) : std::nullopt;
    }
    [[nodiscard]] Flag flag(std::size_t row) const
    {
        if (column == nullptr)
            return Flag::Unknown;
        if (const auto* flags = std::get_if<FlagColumn>(&column->data))
            return flags->flags[row];
        return flagFromText(text(row));
    }
};

/// Flags of a column: each word of a dictionary is understood once.
class Flags
{
public:
    explicit Flags(const Cells& cells)
        : cells_(cells)
    {
        if (cells.words == nullptr)
            return;
        byCode_.reserve(cells.words->dictionary().size());
        for (const auto word : cells.words->dictionary())
            byCode_.push_back(flagFromText(word));
    }
    [[nodiscard]] Flag at(std::size_t row) const
    {
        return cells_.words != nullptr ? byCode_[cells_.words->code(row)] : cells_.flag(row);
    }

private:
    const Cells& cells_;
    std::vector<Flag> byCode_;
};

/// Codes of a column's values as they come: a dictionary column gives its own, others are interned.
class Codes
{
public:
    Codes(const Cells& cells, std::size_t rows)
        : cells_(cells)
    {
        if (cells.column == nullptr || cells.words != nullptr)
            return;
        own_.reserve(rows);
        for (std::size_t row = 0; row < rows; ++row)
            own_.push_back(seen_.try_emplace(cells.text(row), static_cast<std::uint32_t>(seen_.size())).first->second);
    }
    [[nodiscard]] std::uint32_t at(std::size_t row) const
    {
        if (cells_.words != nullptr)
            return cells_.words->code(row);
        return own_.empty() ? 0 : own_[row];
    }

private:
    const Cells& cells_;
    std::unordered_map<std::string, std::uint32_t> seen_;
    std::vector<std::uint32_t> own_;
};

Flag statusOf(const Cells& status, std::size_t row)
{
    if (status.column == nullptr)
        return Flag::Unknown;
    if (const auto* flags = std::get_if<FlagColumn>(&status.column->data))
        return flags->flags[row];
    return lookUp(kStatuses, status.text(row), Flag::Unknown);
}

/// The columns of an account, wherever they stand.
struct AccountColumns
{
    explicit AccountColumns(const Table& t)
        : system(t, {"system", "app", "application"})
        , id(t, {"account_id", "user", "login"})
        , employee(t, {"person_id", "employee_id"})
        , email(t, {"email"})
        , name(t, {"name", "display_name"})
        , owner(t, {"owner"})
        , type(t, {"type"})
        , status(t, {"status", "enabled"})
        , mfa(t, {"mfa"})
        , lastLogin(t, {"last_login"})
        , created(t, {"created"})
        , credential(t, {"last_credential_change"})
    {
    }
    [[nodiscard]] Account account(std::size_t row) const
    {
        Account account;
        account.system = system.text(row);
        account.id = id.text(row);
        account.employeeId = employee.text(row);
        account.email = email.text(row);
        account.name = name.text(row);
        account.owner = owner.text(row);
        account.type = accountTypeFromText(type.text(row));
        account.enabled = statusOf(status, row);
        account.mfa = mfa.flag(row);
        account.lastLogin = lastLogin.day(row);
        account.created = created.day(row);
        account.lastCredentialChange = credential.day(row);
        return account;
    }

    Cells system, id, employee, email, name, owner, type, status, mfa, lastLogin, created, credential;
};

std::int32_t dayNumber(const std::optional<Day>& day) { return day ? day->number : DayColumn::kNone; }

TextColumn wordsOf(const Table& table, std::string_view name)
{
    const Cells cells(table, {name});
    if (cells.words != nullptr)
        return *cells.words;
    TextColumn column;
    for (std::size_t row = 0; cells.column != nullptr && row < table.rows(); ++row)
        column.append(cells.text(row));
    return column;
}

void addGrantExtras(const Table& table, Population& population)
{
    population.grantIds = wordsOf(table, "grant_id");
    population.decisions = wordsOf(table, "decision");
}

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

std::string cellText(const Table& table, std::string_view column, std::size_t row)
{
    return Cells(table, {column}).text(row);
}

std::optional<Day> cellDay(const Table& table, std::string_view column, std::size_t row)
{
    return Cells(table, {column}).day(row);
}

Flag cellFlag(const Table& table, std::string_view column, std::size_t row)
{
    return Cells(table, {column}).flag(row);
}

Population populationOf(const Table& listing)
{
    Population population;
    const std::size_t rows = listing.rows();
    const AccountColumns columns(listing);
    const Cells role(listing, {"role"});
    const Cells permission(listing, {"permission", "entitlement"});
    const Cells level(listing, {"level"});
    const Cells scope(listing, {"scope"});
    const Cells privileged(listing, {"privileged"});
    const Cells lastUsed(listing, {"last_used"});
    const Codes systems(columns.system, rows), ids(columns.id, rows), roles(role, rows), permissions(permission, rows),
        levels(level, rows), scopes(scope, rows);
    const Flags privileges(privileged);
    FlatIndex accountIndex, first, second, third, entitlementIndex;
    population.grants.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto [account, newAccount] = accountIndex.insert(FlatIndex::pair(systems.at(row), ids.at(row)),
            static_cast<std::uint32_t>(population.accounts.size()));
        if (newAccount)
            population.accounts.push_back(columns.account(row));
        // Five codes become one by interning pairs; a column that is not there adds nothing.
        const auto next = [row](FlatIndex& index, const Cells& cells, const Codes& codes, std::uint32_t a) {
            return cells.column == nullptr
                ? a
                : index.insert(FlatIndex::pair(a, codes.at(row)), static_cast<std::uint32_t>(index.size())).first;
        };
        const std::uint32_t a = next(first, role, roles, systems.at(row));
        const std::uint32_t b = next(second, permission, permissions, a);
        const std::uint32_t c = next(third, level, levels, b);
        const auto [entitlement, newEntitlement] = entitlementIndex.insert(FlatIndex::pair(c, scopes.at(row)),
            static_cast<std::uint32_t>(population.entitlements.size()));
        if (newEntitlement) {
            population.entitlements.push_back({population.accounts[account].system, role.text(row), permission.text(row),
                level.text(row), scope.text(row)});
        }
        const auto used = lastUsed.column != nullptr ? lastUsed.day(row) : columns.lastLogin.day(row);
        population.grants.push_back({account, entitlement, dayNumber(used), privileges.at(row)});
    }
    addGrantExtras(listing, population);
    return population;
}

Population populationOf(const Table& grants, const Table& accounts, const Table& entitlements)
{
    Population population;
    const AccountColumns columns(accounts);
    std::unordered_map<std::string, std::uint32_t> accountByKey;
    const Cells grantSystem(grants, {"system", "app"});
    const bool bySystem = grantSystem.column != nullptr && columns.system.column != nullptr;
    const auto accountKey = [bySystem](const std::string& system, const std::string& id) {
        return bySystem ? system + '\x1f' + id : id;
    };
    accountByKey.reserve(accounts.rows());
    population.accounts.reserve(accounts.rows());
    for (std::size_t row = 0; row < accounts.rows(); ++row) {
        population.accounts.push_back(columns.account(row));
        const Account& account = population.accounts.back();
        accountByKey.try_emplace(accountKey(account.system, account.id), static_cast<std::uint32_t>(row));
    }
    const Cells entitlementName(entitlements, {"entitlement", "role", "permission"});
    const Cells entitlementPrivileged(entitlements, {"privileged"});
    std::unordered_map<std::string, Flag> privilegedByName;
    for (std::size_t row = 0; row < entitlements.rows(); ++row)
        privilegedByName.try_emplace(entitlementName.text(row), entitlementPrivileged.flag(row));

    const Cells id(grants, {"account_id", "user"});
    const Cells held(grants, {"entitlement", "role", "permission"});
    const Cells lastUsed(grants, {"last_used", "last_login"});
    const Codes systems(grantSystem, grants.rows()), ids(id, grants.rows()), helds(held, grants.rows());
    FlatIndex accountIndex, entitlementIndex;
    std::vector<Flag> privileged;
    population.grants.reserve(grants.rows());
    for (std::size_t row = 0; row < grants.rows(); ++row) {
        const std::uint64_t code = FlatIndex::pair(systems.at(row), ids.at(row));
        const std::uint32_t* known = accountIndex.find(code);
        std::uint32_t account = known != nullptr ? *known : 0;
        if (known == nullptr) {
            const auto found = accountByKey.find(accountKey(grantSystem.text(row), id.text(row)));
            account = found != accountByKey.end() ? found->second : static_cast<std::uint32_t>(population.accounts.size());
            if (found == accountByKey.end()) {
                Account unlisted;
                unlisted.system = grantSystem.text(row);
                unlisted.id = id.text(row);
                population.accounts.push_back(std::move(unlisted));
            }
            accountIndex.insert(code, account);
        }
        if (account >= accounts.rows())
            ++population.rowsWithoutAccount;
        const auto [entitlement, isNew] = entitlementIndex.insert(
            helds.at(row), static_cast<std::uint32_t>(population.entitlements.size()));
        if (isNew) {
            population.entitlements.push_back({"", held.text(row), "", "", ""});
            const auto found = privilegedByName.find(held.text(row));
            privileged.push_back(found == privilegedByName.end() ? Flag::Unknown : found->second);
        }
        population.grants.push_back({account, entitlement, dayNumber(lastUsed.day(row)), privileged[entitlement]});
    }
    addGrantExtras(grants, population);
    return population;
}

} // namespace oxseal::access
