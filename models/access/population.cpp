// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/population.h"

#include "models/access/line_numbers.h"
#include "models/access/table_cells.h"
#include "models/core/parallel.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace oxseal::access {
namespace {

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
    const AccountColumns columns(listing);
    const Cells privileged(listing, {"privileged"});
    const Cells lastUsed(listing, {"last_used"});
    const Meaning<Flag> privileges(privileged, flagFromText);
    const LineNumbers numbers(listing);
    population.grants.reserve(listing.rows());
    population.accounts.reserve(numbers.likelyAccounts());
    numbers.each([&](std::size_t row) { columns.read(row, population.accounts.emplace_back()); },
        [&](Entitlement&& entitlement) { population.entitlements.push_back(std::move(entitlement)); },
        [&](std::size_t row, std::uint32_t account, std::uint32_t entitlement) {
            const auto used = lastUsed.column != nullptr ? lastUsed.day(row) : columns.lastLogin.day(row);
            population.grants.push_back({account, entitlement, dayNumber(used), privileges.at(row)});
        });
    return population;
}

/// One account for each row.
std::vector<Account> accountsOf(const Table& table)
{
    const AccountColumns columns(table);
    std::vector<Account> accounts;
    accounts.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row)
        columns.read(row, accounts.emplace_back());
    return accounts;
}

/// Whose each grant of a table is: the row of its account in the accounts table, or, of accounts that are not in it, numbers after those
/// in order of first appearance. Only tables of texts; both must outlive it.
class GrantAccounts
{
public:
    GrantAccounts(const Table& grants, const Table& accounts)
        : system_(grants, {"system", "app"})
        , id_(grants, {"account_id", "user"})
        , systems_(system_, grants.rows())
        , ids_(id_, grants.rows())
        , pairOf_(grants.rows())
    {
        PairNumbers pairs(systems_.kinds(), ids_.kinds());
        std::vector<NamedAccount> named; // by pair
        named.reserve(ids_.kinds());
        for (std::size_t row = 0; row < pairOf_.size(); ++row) {
            pairOf_[row] = pairs.number(systems_.at(row), ids_.at(row));
            if (pairOf_[row] == named.size())
                named.push_back({wordAt(system_, row), wordAt(id_, row), {}, {}});
        }
        find(named, accounts);
    }
    [[nodiscard]] std::uint32_t of(std::size_t row) const { return accountOfPair_[pairOf_[row]]; }
    [[nodiscard]] const std::vector<NamedAccount>& unlisted() const { return unlisted_; }

private:
    void find(const std::vector<NamedAccount>& named, const Table& accounts)
    {
        AccountKeys keys(system_.column != nullptr && systemsOf(accounts).column != nullptr);
        std::vector<std::uint32_t> keyOfRow;
        keys.add(namedAccounts(accounts), keyOfRow);
        std::vector<std::uint32_t> rowOfKey; // the first that bears it
        for (std::uint32_t row = 0; row < keyOfRow.size(); ++row) {
            if (keyOfRow[row] == rowOfKey.size())
                rowOfKey.push_back(row);
        }
        keys.find(named, accountOfPair_);
        for (std::size_t pair = 0; pair < named.size(); ++pair) {
            std::uint32_t& account = accountOfPair_[pair];
            if (account != Dictionary::kUnknown) {
                account = rowOfKey[account];
                continue;
            }
            account = static_cast<std::uint32_t>(accounts.rows() + unlisted_.size());
            unlisted_.push_back(named[pair]);
        }
    }

    Cells system_, id_;
    Codes systems_, ids_;
    std::vector<std::uint32_t> pairOf_; ///< by row
    std::vector<std::uint32_t> accountOfPair_;
    std::vector<NamedAccount> unlisted_;
};

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
    std::optional<GrantAccounts> holders;
    // What names the accounts stands in the tables: who holds a grant is found while the accounts themselves are read.
    runTasks(2, {[&] { population.accounts = accountsOf(accounts); }, [&] { holders.emplace(grants, accounts); }});
    for (const NamedAccount& unlisted : holders->unlisted()) {
        Account& account = population.accounts.emplace_back();
        account.system = unlisted.system;
        account.id = unlisted.id;
    }
    const Cells entitlementName(entitlements, {"entitlement", "role", "permission"});
    const Cells entitlementPrivileged(entitlements, {"privileged"});
    std::unordered_map<std::string, Flag> privilegedByName;
    for (std::size_t row = 0; row < entitlements.rows(); ++row)
        privilegedByName.try_emplace(entitlementName.text(row), entitlementPrivileged.flag(row));

    const Cells held(grants, {"entitlement", "role", "permission"});
    const Cells lastUsed(grants, {"last_used", "last_login"});
    const Codes helds(held, grants.rows());
    PairNumbers entitlementNumbers(0, helds.kinds());
    std::vector<Flag> privileged;
    population.grants.reserve(grants.rows());
    for (std::size_t row = 0; row < grants.rows(); ++row) {
        const std::uint32_t account = holders->of(row);
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
