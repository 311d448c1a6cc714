// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_lines.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace oxseal {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr std::size_t kMostListed = 100; ///< distinct references of one kind
constexpr std::size_t kMostLines = 20'000'000; ///< roles times contents multiply

struct Held
{
    Fields fields;
    std::uint64_t line = 0;
    const ProfilePart* part = nullptr;
    bool ownUse = false; ///< the report tells when this very thing was last used, or would
};

struct AccountRow
{
    std::string id;
    Fields fields;
    std::vector<Held> held;
    std::uint64_t line = 0;
    const ProfilePart* part = nullptr; ///< none for one that only grants name
};

/// Values that point to no row, each listed once, with how often they did.
struct Dangling
{
    std::uint64_t times = 0;
    std::uint64_t line = 0;
    std::string file;
    std::pair<const ProfilePart*, std::size_t> last{nullptr, 0}; ///< a row counts once
};
using DanglingKey = std::pair<std::string, std::vector<std::string>>; ///< code and first arguments

class Joiner
{
public:
    Joiner(const SourceProfile& profile, std::vector<ProfilePart>& parts)
        : profile_(profile)
        , parts_(parts)
    {
    }

    ProfileLines run()
    {
        readAccounts();
        for (const auto& facts : profile_.accounts.facts)
            addFacts(facts);
        for (const auto& grants : profile_.grants)
            addGrants(grants);
        expandRoles();
        listDangling();
        makeTable();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string key(std::string_view name) const { return profile_.ignoreCase ? lowerAscii(name) : std::string(name); }

    /// Calls `use(part, row, see)` for each row of a report that was not rejected.
    template <class Use>
    void eachRow(const std::string& file, Use use)
    {
        for (auto& part : parts_) {
            if (part.file->key != file)
                continue;
            for (std::size_t row = 0; row < part.lines.size(); ++row) {
                if (rejected_.count({&part, row}) == 0)
                    use(part, row, rowOf(part, row));
            }
        }
    }

    ProfileRow rowOf(ProfilePart& part, std::size_t row)
    {
        ProfileRow out;
        out.column = [&part, row](std::string_view column) { return part.cell(column, row); };
        out.lookup = [this, &part, row](const std::string& file, const std::string& by, const std::string& value, const std::string& take) {
            return lookUp(part, row, file, by, value, take);
        };
        return out;
    }

    std::string lookUp(ProfilePart& part, std::size_t row, const std::string& file, const std::string& by, const std::string& value,
        const std::string& take)
    {
        auto& index = lookups_[file + '\x1f' + by + '\x1f' + take];
        if (index.empty()) {
            for (const auto& other : parts_) {
                for (std::size_t r = 0; other.file->key == file && r < other.lines.size(); ++r)
                    index.emplace(key(other.cell(by, r)), std::string(other.cell(take, r)));
            }
        }
        const auto found = index.find(key(value));
        if (found != index.end())
            return found->second;
        dangles("import.warn.dangling_reference", {value, reportOf(file)}, part, row);
        return {};
    }

    [[nodiscard]] std::string reportOf(const std::string& file) const
    {
        const auto* found = profile_.file(file);
        return found != nullptr ? found->report : file;
    }

    [[nodiscard]] bool hasFile(const std::string& file) const
    {
        return std::any_of(parts_.begin(), parts_.end(), [&](const ProfilePart& part) { return part.file->key == file; });
    }

    void dangles(const char* code, std::vector<std::string> arguments, const ProfilePart& part, std::size_t row)
    {
        auto& one = dangling_[{code, std::move(arguments)}];
        if (std::exchange(one.last, {&part, row}) == std::pair<const ProfilePart*, std::size_t>(&part, row))
            return;
        if (++one.times == 1) {
            one.line = part.lines[row];
            one.file = part.name;
        }
    }

    void reject(ProfilePart& part, std::size_t row, const char* reason, std::string argument)
    {
        rejected_.insert({&part, row});
        --part.report.accepted;
        part.report.reject(part.lines[row], reason, {std::move(argument)});
    }

    static void fill(Fields& into, const ProfileFields& fields, const ProfileRow& see)
    {
        for (const auto& [name, expression] : fields) {
            std::string value = evaluate(expression, see);
            if (!value.empty())
                into[name] = std::move(value);
        }
    }

    void readAccounts()
    {
        const auto& spec = profile_.accounts;
        eachRow(spec.file, [&](ProfilePart& part, std::size_t row, const ProfileRow& see) {
            const std::string id = evaluate(spec.id, see);
            if (id.empty())
                return reject(part, row, "import.missing_value", "account_id");
            const auto [known, isNew] = index_.emplace(key(id), accounts_.size());
            if (!isNew && !spec.repeated)
                return reject(part, row, "import.profile_account_twice", id);
            ++out_.counted;
            if (!isNew)
                return;
            accounts_.push_back({id, {}, {}, part.lines[row], &part});
            fill(accounts_.back().fields, spec.fields, see);
            for (const auto& alias : spec.aliases)
                aliases_.emplace_back(evaluate(alias, see), known->second);
        });
        // Ids come first: an alias never takes an account away from the one whose id it is. One that two accounts share names
        // neither.
        std::unordered_map<std::string, std::size_t> alone;
        std::set<std::string> shared;
        for (const auto& [alias, account] : aliases_) {
            if (!alias.empty() && alone.emplace(key(alias), account).first->second != account)
                shared.insert(key(alias));
        }
        for (const auto& [alias, account] : alone) {
            if (shared.count(alias) == 0)
                index_.emplace(alias, account);
        }
    }

    void addFacts(const ProfileFacts& facts)
    {
        eachRow(facts.file, [&](ProfilePart& part, std::size_t row, const ProfileRow& see) {
            if (facts.condition && evaluate(*facts.condition, see) != "true")
                return;
            const std::string id = evaluate(facts.account, see);
            const auto [found, isNew] = facts.adds && !id.empty() ? index_.emplace(key(id), accounts_.size()) : std::pair(index_.find(key(id)), false);
            if (found == index_.end())
                return dangles("import.warn.dangling_fact", {id, part.file->report}, part, row);
            if (isNew)
                accounts_.push_back({id, {}, {}});
            Fields& known = accounts_[found->second].fields;
            const std::string lastLogin = known["last_login"]; // ISO days compare as text
            fill(known, facts.fields, see);
            known["last_login"] = std::max(lastLogin, known["last_login"]);
        });
    }

    /// The account of a grant; one that no report of accounts has is made of its name alone, and listed each time.
    AccountRow& accountNamed(const std::string& id, const ProfilePart& part, std::size_t row)
    {
        const auto [found, isNew] = index_.emplace(key(id), accounts_.size());
        if (isNew) {
            accounts_.push_back({id, {}, {}, 0, nullptr});
            strangers_.insert(found->second);
        }
        AccountRow& account = accounts_[found->second];
        if (strangers_.count(found->second) != 0)
            dangles("import.warn.dangling_account", {account.id, part.file->report}, part, row);
        return account;
    }

    void addGrant(const ProfileGrants& grants, ProfilePart& part, std::size_t row, const ProfileRow& see)
    {
        if (grants.condition && evaluate(*grants.condition, see) != "true")
            return;
        const std::string id = evaluate(grants.account, see);
        if (id.empty())
            return;
        Held held;
        held.line = part.lines[row];
        held.part = &part;
        held.ownUse = grants.fields.count("last_used") != 0;
        fill(held.fields, grants.fields, see);
        AccountRow& account = accountNamed(id, part, row);
        const auto same = [&held](const Held& other) { return other.fields == held.fields; };
        if (grants.once && std::any_of(account.held.begin(), account.held.end(), same))
            return;
        account.held.push_back(std::move(held));
    }

    void addGrants(const ProfileGrants& grants)
    {
        eachRow(grants.file, [&](ProfilePart& part, std::size_t row, const ProfileRow& see) {
            if (!grants.each)
                return addGrant(grants, part, row, see);
            const std::string list = evaluate(*grants.each, see);
            std::size_t from = 0;
            while (from <= list.size()) {
                const std::size_t end = std::min(list.find_first_of(grants.separators, from), list.size());
                const std::string one(trimmed(std::string_view(list).substr(from, end - from)));
                from = end + 1;
                if (one.empty())
                    continue;
                ProfileRow each = see;
                each.column = [&](std::string_view column) { return column == "each" ? std::string_view(one) : see.column(column); };
                addGrant(grants, part, row, each);
            }
        });
    }

    /// Each held role becomes a line for each thing it contains; a role without contents stays as it is.
    void expandRoles()
    {
        for (const auto& contents : profile_.contents) {
            if (!hasFile(contents.file))
                continue;
            std::map<std::string, std::vector<Fields>> byRole;
            std::map<std::string, std::string> written;
            eachRow(contents.file, [&](ProfilePart& part, std::size_t row, const ProfileRow& see) {
                if (contents.condition && evaluate(*contents.condition, see) != "true")
                    return;
                const std::string role = evaluate(contents.role, see);
                if (role.empty())
                    return reject(part, row, "import.missing_value", "role");
                written.emplace(key(role), role);
                auto& contained = byRole[key(role)]; // a role whose every row says "none" is known too
                if (contents.nothing && evaluate(*contents.nothing, see) == "true")
                    return;
                Fields fields;
                fill(fields, contents.fields, see);
                contained.push_back(std::move(fields));
            });
            if (contents.nested)
                addNested(byRole);
            expand(contents, byRole, written);
        }
    }

    /// Where a role is an account of its own, it contains what its roles contain; memberships may go round in circles.
    void addNested(std::map<std::string, std::vector<Fields>>& byRole) const
    {
        const auto direct = byRole;
        for (const auto& account : accounts_) {
            std::set<std::string> seen;
            std::vector<std::string> open{key(account.id)};
            std::vector<Fields> all;
            while (!open.empty()) {
                const std::string role = open.back();
                open.pop_back();
                if (!seen.insert(role).second)
                    continue;
                if (const auto own = direct.find(role); own != direct.end())
                    all.insert(all.end(), own->second.begin(), own->second.end());
                const auto found = index_.find(role);
                for (const auto& held : found != index_.end() ? accounts_[found->second].held : std::vector<Held>()) {
                    if (const auto inner = held.fields.find("role"); inner != held.fields.end())
                        open.push_back(key(inner->second));
                }
            }
            if (!all.empty())
                byRole[key(account.id)] = std::move(all);
        }
    }

    void expand(const ProfileContents& contents, const std::map<std::string, std::vector<Fields>>& byRole,
        const std::map<std::string, std::string>& written)
    {
        std::set<std::string> used;
        std::size_t lines = 0;
        for (auto& account : accounts_) {
            std::vector<Held> expanded;
            for (auto& held : account.held) {
                const bool plain = held.fields.count("permission") == 0;
                const auto role = plain ? held.fields.find("role") : held.fields.end();
                const auto found = role == held.fields.end() ? byRole.end() : byRole.find(key(role->second));
                if (found == byRole.end() || lines > kMostLines) {
                    if (contents.complete && role != held.fields.end()) {
                        auto& one = dangling_[{"import.warn.dangling_role", {role->second, reportOf(contents.file)}}];
                        if (++one.times == 1 && held.part != nullptr) {
                            one.line = held.line;
                            one.file = held.part->name;
                        }
                    }
                    expanded.push_back(std::move(held));
                    continue;
                }
                used.insert(found->first);
                if (found->second.empty()) {
                    expanded.push_back(std::move(held));
                    continue;
                }
                for (const auto& fields : found->second) {
                    Held one = held;
                    for (const auto& [name, value] : fields)
                        one.fields[name] = value;
                    expanded.push_back(std::move(one));
                    ++lines;
                }
            }
            account.held = std::move(expanded);
        }
        for (const auto& [role, name] : written) {
            if (used.count(role) == 0 && index_.count(role) == 0)
                ++unheld_[{name, reportOf(contents.file)}];
        }
    }

    void listDangling()
    {
        std::map<std::string, std::size_t> listed;
        std::map<std::string, std::uint64_t> more;
        for (const auto& [what, one] : dangling_) {
            if (++listed[what.first] > kMostListed) {
                ++more[what.first];
                continue;
            }
            auto arguments = what.second;
            arguments.push_back(std::to_string(one.times));
            out_.report.warn(what.first, std::move(arguments), one.line, one.file);
        }
        for (const auto& [code, count] : more)
            out_.report.warn("import.warn.dangling_more", {std::to_string(count)});
        std::map<std::string, std::vector<std::string>> byReport;
        for (const auto& [what, count] : unheld_)
            byReport[what.second].push_back(what.first);
        for (const auto& [report, roles] : byReport)
            out_.report.warn("import.warn.roles_unheld", {std::to_string(roles.size()), report, beginning(join(roles, ", "), 400)});
    }

    /// The fields that the profile can fill, in the order of a listing.
    std::vector<std::string> fieldNames() const
    {
        std::set<std::string> named;
        const auto add = [&](const ProfileFields& fields) {
            for (const auto& [name, expression] : fields)
                named.insert(name);
        };
        add(profile_.accounts.fields);
        for (const auto& facts : profile_.accounts.facts)
            add(facts.fields);
        for (const auto& grants : profile_.grants)
            add(grants.fields);
        for (const auto& contents : profile_.contents)
            add(contents.fields);
        std::vector<std::string> out;
        for (const char* name : {"person_id", "name", "email", "type", "status", "role", "permission", "level", "scope", "privileged",
                 "mfa", "created", "last_login", "last_used", "last_credential_change", "disabled_on", "owner", "purpose"}) {
            if (named.count(name) != 0)
                out.emplace_back(name);
        }
        return out;
    }

    static std::string valueOf(const AccountRow& account, const Held& line, const std::string& name)
    {
        const Fields& held = line.fields;
        const auto of = [&](const Fields& fields) {
            const auto found = fields.find(name);
            return found == fields.end() ? std::string() : found->second;
        };
        std::string own = of(held);
        if (name == "privileged") {
            // Whatever an administrator holds is privileged; else the thing held decides.
            const std::string general = of(account.fields);
            return general == "true" || own.empty() ? general : own;
        }
        if (name == "last_used" && own.empty() && !line.ownUse) {
            const auto login = account.fields.find("last_login");
            return login == account.fields.end() ? std::string() : login->second;
        }
        return own.empty() ? of(account.fields) : own;
    }

    void makeTable()
    {
        static const Held nothing;
        const auto names = fieldNames();
        TextColumn ids;
        std::vector<Column> columns;
        for (const auto& name : names) {
            if (name == "privileged" || name == "mfa")
                columns.push_back({name, FlagColumn{}});
            else if (name == "created" || name == "last_login" || name == "last_used" || name == "last_credential_change" || name == "disabled_on")
                columns.push_back({name, DayColumn{}});
            else
                columns.push_back({name, TextColumn{}});
        }
        const auto append = [&](const AccountRow& account, const Held& held) {
            ids.append(account.id);
            const bool own = held.part != nullptr;
            const ProfilePart* part = own ? held.part : account.part;
            out_.sources.push_back({part != nullptr ? part->name : std::string(), own ? held.line : account.line});
            for (std::size_t c = 0; c < names.size(); ++c) {
                const std::string value = valueOf(account, held, names[c]);
                if (auto* flags = std::get_if<FlagColumn>(&columns[c].data)) {
                    flags->flags.push_back(value == "true" ? Flag::Yes : value == "false" ? Flag::No : Flag::Unknown);
                } else if (auto* days = std::get_if<DayColumn>(&columns[c].data)) {
                    const auto day = Day::fromIso(value);
                    days->days.push_back(day ? day->number : DayColumn::kNone);
                } else {
                    std::get<TextColumn>(columns[c].data).append(value);
                }
            }
        };
        for (const auto& account : accounts_) {
            if (account.held.empty())
                append(account, nothing);
            for (const auto& held : account.held)
                append(account, held);
        }
        columns.insert(columns.begin(), {"account_id", std::move(ids)});
        out_.table = Table(std::move(columns));
        out_.accounts = accounts_.size();
    }

    const SourceProfile& profile_;
    std::vector<ProfilePart>& parts_;
    ProfileLines out_;
    std::vector<AccountRow> accounts_;
    std::unordered_map<std::string, std::size_t> index_; ///< id or alias → account
    std::vector<std::pair<std::string, std::size_t>> aliases_;
    std::set<std::size_t> strangers_; ///< accounts that only grants name
    std::set<std::pair<const ProfilePart*, std::size_t>> rejected_;
    std::map<DanglingKey, Dangling> dangling_;
    std::map<std::pair<std::string, std::string>, std::uint64_t> unheld_; ///< role and report
    std::unordered_map<std::string, std::unordered_map<std::string, std::string>> lookups_;
};

} // namespace

ProfileLines joinParts(const SourceProfile& profile, std::vector<ProfilePart>& parts) { return Joiner(profile, parts).run(); }

} // namespace oxseal
