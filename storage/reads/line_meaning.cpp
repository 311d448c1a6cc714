// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/line_meaning.h"

#include "models/access/role_content.h"
#include "models/core/text.h"
#include "models/sod/permission_meaning.h"
#include "storage/objects/snapshot_columns.h"
#include "storage/reads/person_names.h"
#include "storage/reads/rule_packs.h"
#include "storage/reads/sod_reads.h"
#include "storage/repos/scope_repo.h"
#include "storage/texts/texts.h"

#include <map>

namespace oxseal {
namespace {

constexpr std::size_t kShown = 6; ///< permissions of a role that are named

/// The words of entitlements, by what is known of them.
class Describing
{
public:
    static Result<Describing> of(Database& db)
    {
        Describing out;
        auto rules = currentRuleSet(db);
        if (rules)
            out.rules_ = std::make_unique<sod::RuleSet>(std::move(*rules));
        else if (!rules.error().is(kNoRuleSet))
            return failWith(rules);
        if (out.rules_)
            out.meanings_.emplace(*out.rules_);
        OXSEAL_TRY(const Json builtIn, resourceJson(":/rules/sod_generic.json"));
        for (const Json& function : builtIn["functions"].toArray())
            out.codes_[function["code"].toString()] = function["name"].toString();
        OXSEAL_TRY(const std::vector<RoleApprovalRow> approvals, scope_repo::approvals(db));
        for (const RoleApprovalRow& row : approvals)
            out.approvals_[{row.system, row.role}] = row; // the last one counts
        OXSEAL_TRY(out.names_, namesById(db));
        return out;
    }

    /// "" when nobody has described it.
    [[nodiscard]] std::string words(const access::Entitlement& held) const
    {
        const std::string& named = held.permission.empty() ? held.role : held.permission;
        if (const std::string said = duties(held.system, named, access::levelFromText(held.level)); !said.empty())
            return said;
        return held.permission.empty() ? content(held) : std::string();
    }

private:
    [[nodiscard]] std::string namesOf(const std::vector<std::uint32_t>& functions) const
    {
        std::vector<std::string> names;
        for (const std::uint32_t at : functions) {
            const sod::Function& function = rules_->functions[at];
            names.push_back(nameOf(function));
        }
        return join(names, "; ");
    }

    /// Rules out of a table have codes alone. What such a code stands for is said by the built-in rules, and that it is theirs.
    [[nodiscard]] std::string nameOf(const sod::Function& function) const
    {
        if (!function.name.empty() && function.name != function.code)
            return function.name;
        const auto known = codes_.find(function.code);
        return known == codes_.end() ? function.code : texts::sentence("access.means.code", {known->second, function.code});
    }

    [[nodiscard]] std::string duties(const std::string& system, const std::string& permission, access::Level level) const
    {
        if (!meanings_)
            return {};
        const sod::PermissionMeaning meaning = meanings_->of(system, permission, level);
        if (meaning.everything)
            return texts::sentence("access.means.everything", {rules_->name, rules_->version});
        if (!meaning.described())
            return {};
        if (meaning.looksOnly) {
            std::vector<std::uint32_t> all = meaning.whole;
            all.insert(all.end(), meaning.part.begin(), meaning.part.end());
            return texts::sentence("access.means.looks", {namesOf(all)});
        }
        std::vector<std::string> said;
        if (!meaning.whole.empty())
            said.push_back(texts::sentence("access.means.whole", {namesOf(meaning.whole)}));
        if (!meaning.part.empty())
            said.push_back(texts::sentence("access.means.part", {namesOf(meaning.part)}));
        return join(said, " ");
    }

    /// A role by what its owner approved that it holds.
    [[nodiscard]] std::string content(const access::Entitlement& held) const
    {
        const auto found = approvals_.find({held.system, held.role});
        if (found == approvals_.end())
            return {};
        const RoleApprovalRow& row = found->second;
        const std::vector<access::RoleItem> items = access::RoleContent::itemsOf(row.body);
        std::vector<std::string> named;
        for (const access::RoleItem& item : items) {
            if (named.size() < kShown)
                named.push_back(item.level.empty() ? item.permission : item.permission + " (" + item.level + ")");
        }
        const std::size_t more = items.size() - named.size();
        return texts::sentence(more == 0 ? "access.means.content" : "access.means.content_more",
            {join(named, "; "), nameOf(row.approvedBy), row.approvedAt.day().iso(), std::to_string(more)});
    }
    [[nodiscard]] std::string nameOf(PersonId person) const { return named(names_, person); }

    std::unique_ptr<sod::RuleSet> rules_; ///< stays where it is: meanings_ point into it
    std::optional<sod::PermissionMeanings> meanings_;
    std::map<std::pair<std::string, std::string>, RoleApprovalRow> approvals_; ///< by system and role
    NamesById names_;
    std::map<std::string, std::string> codes_; ///< of the built-in rules
};

} // namespace

Result<LineMeanings> LineMeanings::of(Workspace& workspace, const SnapshotInfo& info, const access::Population& listing)
{
    LineMeanings out;
    OXSEAL_TRY(const Describing describing, Describing::of(workspace.db()));
    const std::string nobody = texts::sentence("access.means.nobody");
    out.words_.reserve(listing.entitlements.size());
    for (const access::Entitlement& held : listing.entitlements) {
        std::string words = describing.words(held);
        out.described_.push_back(!words.empty());
        out.words_.push_back(words.empty() ? nobody : std::move(words));
    }
    out.fileName_ = info.fileName;
    OXSEAL_TRY(out.sources_, loadSnapshotColumns(workspace, info.id, {kSourceFile, kSourceLine}));
    return out;
}

RowSource LineMeanings::source(std::size_t row) const
{
    RowSource source = sourceOf(sources_, row);
    if (source.file.empty())
        source.file = fileName_;
    return source;
}

std::string LineMeanings::sourceWords(std::size_t row) const
{
    const RowSource from = source(row);
    return from.line == 0 ? texts::sentence("access.source_row", {std::to_string(row + 1), from.file})
                          : texts::sentence("access.source_line", {std::to_string(from.line), from.file});
}

} // namespace oxseal
