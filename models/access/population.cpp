// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/population.h"

#include "models/access/flat_index.h"
#include "models/access/table_cells.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace oxseal::access {
namespace {

Cells systemsOf(const Table& accounts) { return {accounts, {"system", "app", "application"}}; }

/// What the cells of a column mean; each word of a dictionary is understood once.
template <class T>
class Meaning
{
public:
    Meaning(const Cells& cells, T (*understand)(std::string_view) noexcept)
        : cells_(cells)
        , understand_(understand)
        , ofNothing_(understand(std::string_view()))
    {
        if (cells.words == nullptr)
            return;
        byCode_.reserve(cells.words->dictionary().size());
        for (const auto word : cells.words->dictionary())
            byCode_.push_back(understand(word));
    }
    [[nodiscard]] T at(std::size_t row) const
    {
        if (cells_.words != nullptr)
            return byCode_[cells_.words->code(row)];
        if (cells_.column == nullptr)
            return ofNothing_;
        if constexpr (std::is_same_v<T, Flag>) {
            if (const auto* flags = std::get_if<FlagColumn>(&cells_.column->data))
                return flags->flags[row];
        }
        return understand_(cells_.text(row));
    }

private:
    const Cells& cells_;
    T (*understand_)(std::string_view) noexcept;
    T ofNothing_;
    std::vector<T> byCode_;
};

/// Codes of a column's values as they come: a dictionary column gives its own, others are interned. 0 where there is no column.
class Codes
{
public:
    Codes(const Cells& cells, std::size_t rows)
        : cells_(cells)
    {
        if (cells.words != nullptr) {
            kinds_ = cells.words->dictionary().size();
        } else if (cells.column != nullptr) {
            own_.reserve(rows);
            for (std::size_t row = 0; row < rows; ++row)
                own_.push_back(seen_.try_emplace(cells.text(row), static_cast<std::uint32_t>(seen_.size())).first->second);
            kinds_ = seen_.size();
        }
    }
    [[nodiscard]] std::uint32_t at(std::size_t row) const
    {
        if (cells_.words != nullptr)
            return cells_.words->code(row);
        return own_.empty() ? 0 : own_[row];
    }
    [[nodiscard]] std::size_t kinds() const { return kinds_; } ///< every code is smaller, or 0

private:
    const Cells& cells_;
    std::unordered_map<std::string, std::uint32_t> seen_;
    std::vector<std::uint32_t> own_;
    std::size_t kinds_ = 0;
};

/// Numbers pairs of codes in order of first appearance. Where the first code is always 0, a column that is not there, the
/// second finds its number by itself.
class PairNumbers
{
public:
    PairNumbers(std::size_t firstKinds, std::size_t secondKinds)
    {
        if (firstKinds == 0)
            bySecond_.assign(secondKinds + 1, Dictionary::kUnknown);
    }
    /// The number of the pair; a new one has the next number.
    std::uint32_t number(std::uint32_t first, std::uint32_t second)
    {
        if (bySecond_.empty())
            return index_.insert(FlatIndex::pair(first, second), static_cast<std::uint32_t>(index_.size())).first;
        std::uint32_t& known = bySecond_[second];
        if (known == Dictionary::kUnknown)
            known = next_++;
        return known;
    }

private:
    std::uint32_t next_ = 0;
    FlatIndex index_;
    std::vector<std::uint32_t> bySecond_;
};

/// The columns of an account, wherever they stand.
struct AccountColumns
{
    explicit AccountColumns(const Table& t)
        : system(systemsOf(t))
        , id(t, {"account_id", "user", "login"})
        , employee(t, {"person_id", "employee_id"})
        , email(t, {"email"})
        , name(t, {"name", "display_name"})
        , owner(t, {"owner"})
        , purpose(t, {"purpose"})
        , type(t, {"type"})
        , status(t, {"status", "enabled"})
        , mfa(t, {"mfa"})
        , lastLogin(t, {"last_login"})
        , created(t, {"created"})
        , credential(t, {"last_credential_change"})
        , types(type, accountTypeFromText)
        , statuses(status, enabledFromText)
    {
    }
    AccountColumns(const AccountColumns&) = delete; // types and statuses look into this one
    AccountColumns& operator=(const AccountColumns&) = delete;
    [[nodiscard]] Account account(std::size_t row) const
    {
        Account account;
        read(row, account);
        return account;
    }
    void read(std::size_t row, Account& account) const
    {
        system.read(row, account.system);
        id.read(row, account.id);
        employee.read(row, account.employeeId);
        email.read(row, account.email);
        name.read(row, account.name);
        owner.read(row, account.owner);
        purpose.read(row, account.purpose);
        account.type = types.at(row);
        account.enabled = statuses.at(row);
        account.mfa = mfa.flag(row);
        account.lastLogin = lastLogin.day(row);
        account.created = created.day(row);
        account.lastCredentialChange = credential.day(row);
    }

    Cells system, id, employee, email, name, owner, purpose, type, status, mfa, lastLogin, created, credential;
    Meaning<AccountType> types;
    Meaning<Flag> statuses;
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

void takeGrantExtras(Table&& table, Population& population)
{
    for (Column& column : table.take()) {
        auto* words = std::get_if<TextColumn>(&column.data);
        if (words != nullptr && column.name == "grant_id")
            population.grantIds = std::move(*words);
        else if (words != nullptr && column.name == "decision")
            population.decisions = std::move(*words);
    }
}

Population linesOf(const Table& listing)
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
    const Meaning<Flag> privileges(privileged, flagFromText);
    PairNumbers accounts(systems.kinds(), ids.kinds());
    // What is held has five columns. Numbering pairs makes one number of them; a column that is not there adds nothing.
    std::vector<std::pair<const Codes*, PairNumbers>> steps;
    std::size_t kinds = 0;
    for (const Codes* codes : {&systems, &roles, &permissions, &levels, &scopes}) {
        if (codes->kinds() == 0)
            continue;
        steps.emplace_back(codes, PairNumbers(kinds, codes->kinds()));
        kinds = codes->kinds();
    }
    population.grants.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t account = accounts.number(systems.at(row), ids.at(row));
        if (account == population.accounts.size())
            population.accounts.push_back(columns.account(row));
        std::uint32_t entitlement = 0;
        for (auto& [codes, numbers] : steps)
            entitlement = numbers.number(entitlement, codes->at(row));
        if (entitlement == population.entitlements.size()) {
            population.entitlements.push_back({population.accounts[account].system, role.text(row), permission.text(row),
                level.text(row), scope.text(row)});
        }
        const auto used = lastUsed.column != nullptr ? lastUsed.day(row) : columns.lastLogin.day(row);
        population.grants.push_back({account, entitlement, dayNumber(used), privileges.at(row)});
    }
    return population;
}

} // namespace

Population populationOf(const Table& listing)
{
    Population population = linesOf(listing);
    addGrantExtras(listing, population);
    return population;
}

Population populationOf(Table&& listing)
{
    Population population = linesOf(listing);
    takeGrantExtras(std::move(listing), population);
    return population;
}

Population populationOf(Table&& grants, const Table& accounts, const Table& entitlements)
{
    Population population;
    const Cells grantSystem(grants, {"system", "app"});
    population.accounts.reserve(accounts.rows());
    eachAccount(accounts, [&population](const Account& account) { population.accounts.push_back(account); });
    const bool bySystem = grantSystem.column != nullptr && systemsOf(accounts).column != nullptr;
    AccountKeys keys(bySystem);
    std::vector<std::uint32_t> accountOfKey;
    for (std::uint32_t at = 0; at < population.accounts.size(); ++at) {
        if (keys.add(population.accounts[at].system, population.accounts[at].id) == accountOfKey.size())
            accountOfKey.push_back(at);
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
    PairNumbers accountPairs(systems.kinds(), ids.kinds()), entitlementNumbers(0, helds.kinds());
    std::vector<std::uint32_t> accountOfPair;
    std::vector<Flag> privileged;
    population.grants.reserve(grants.rows());
    for (std::size_t row = 0; row < grants.rows(); ++row) {
        const std::uint32_t pair = accountPairs.number(systems.at(row), ids.at(row));
        if (pair == accountOfPair.size()) {
            const std::uint32_t key = keys.find(grantSystem.text(row), id.text(row));
            accountOfPair.push_back(
                key != Dictionary::kUnknown ? accountOfKey[key] : static_cast<std::uint32_t>(population.accounts.size()));
            if (key == Dictionary::kUnknown) {
                Account unlisted;
                unlisted.system = grantSystem.text(row);
                unlisted.id = id.text(row);
                population.accounts.push_back(std::move(unlisted));
            }
        }
        const std::uint32_t account = accountOfPair[pair];
        if (account >= accounts.rows())
            ++population.rowsWithoutAccount;
        const std::uint32_t entitlement = entitlementNumbers.number(0, helds.at(row));
        if (entitlement == population.entitlements.size()) {
            population.entitlements.push_back({"", held.text(row), "", "", ""});
            const auto found = privilegedByName.find(held.text(row));
            privileged.push_back(found == privilegedByName.end() ? Flag::Unknown : found->second);
        }
        population.grants.push_back({account, entitlement, dayNumber(lastUsed.day(row)), privileged[entitlement]});
    }
    takeGrantExtras(std::move(grants), population);
    return population;
}

void eachAccount(const Table& accounts, const std::function<void(const Account&)>& each)
{
    const AccountColumns columns(accounts);
    Account account;
    for (std::size_t row = 0; row < accounts.rows(); ++row) {
        columns.read(row, account);
        each(account);
    }
}

bool statesSystem(const Table& accounts)
{
    const Cells systems = systemsOf(accounts);
    if (systems.words != nullptr) {
        const Dictionary& words = systems.words->dictionary();
        return std::any_of(words.begin(), words.end(), [](std::string_view word) { return !word.empty(); });
    }
    for (std::size_t row = 0; systems.column != nullptr && row < accounts.rows(); ++row) {
        if (!systems.text(row).empty())
            return true;
    }
    return false;
}

bool statesSystem(const std::vector<Account>& accounts)
{
    return std::any_of(accounts.begin(), accounts.end(), [](const Account& account) { return !account.system.empty(); });
}

} // namespace oxseal::access
