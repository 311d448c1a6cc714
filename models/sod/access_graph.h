// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/holdings.h"
#include "models/access/identity.h"

#include <limits>
#include <unordered_map>

namespace oxseal::sod {

inline constexpr std::uint32_t kNoPerson = std::numeric_limits<std::uint32_t>::max();

struct GraphPermission
{
    std::string system;
    std::string name;
};
/// A permission as a role (or a direct grant) carries it.
struct HeldPermission
{
    std::uint32_t permission = 0;
    access::Level level = access::Level::Unstated;
};
/// What an account can be given: a role, or a permission granted directly (name "").
struct GraphRole
{
    std::string system;
    std::string name;
    std::vector<HeldPermission> permissions;
};
struct GraphAccount
{
    std::string system;
    std::string id;
    std::uint32_t person = kNoPerson;
};
struct GraphGrant
{
    std::uint32_t account = 0;
    std::uint32_t role = 0;
};

/// Who holds what, over all systems: person → account → role → permission. The conflict finder's input.
struct AccessGraph
{
    std::vector<std::string> persons; ///< names of the subjects, in order of first appearance
    std::vector<GraphAccount> accounts;
    std::vector<GraphPermission> permissions;
    std::vector<GraphRole> roles;
    std::vector<GraphGrant> grants;
    std::uint64_t accountsWithoutPerson = 0;

    [[nodiscard]] std::size_t usersWithGrants() const;
};

/// Builds a graph from parts; names are made unique by (system, name).
class GraphBuilder
{
public:
    /// `contents` may be null: then every entitlement is itself the permission.
    /// Columns: entitlement (or role), permission[, level, system].
    explicit GraphBuilder(const Table* contents = nullptr);

    [[nodiscard]] std::uint32_t person(std::string_view subject);
    /// Adds all grants of a listing. `subjects` names the person of each account; "" leaves the account out and counts it.
    void add(const access::Population& population, const std::vector<std::string>& subjects);
    void add(const access::Holdings& holdings, std::span<const std::string_view> subjects);
    [[nodiscard]] AccessGraph take() { return std::move(graph_); }

private:
    [[nodiscard]] std::uint32_t permission(const std::string& system, const std::string& name);
    [[nodiscard]] std::uint32_t role(const access::Entitlement& entitlement);
    template <class Accounts>
    void addAccounts(const Accounts& accounts, std::span<const std::string_view> subjects);
    template <class Grants>
    void addGrants(std::uint32_t accountBase, const std::vector<access::Entitlement>& entitlements, const Grants& grants);

    AccessGraph graph_;
    Dictionary persons_; ///< as in graph_
    Dictionary permissions_; ///< system and name, as in graph_
    std::string key_;
    struct Content
    {
        std::string permission;
        access::Level level;
    };
    std::unordered_map<std::string, std::vector<Content>> contents_; ///< by system + role, and by role alone
};

/// The subject of each account: its worker's employee id ("person:E1" is left to the caller), "" when nobody matches.
[[nodiscard]] std::vector<std::string> subjectsOf(const access::Population& population, const access::Roster& roster);

} // namespace oxseal::sod
