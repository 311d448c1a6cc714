// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sod_lines.h"

#include "app/cli/csv_out.h"
#include "models/core/text.h"
#include "models/sod/person_paths.h"
#include "models/sod/person_witnesses.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal::cli {
namespace {

using sod::ConflictFinder;

std::vector<std::string> escaped(std::size_t count, const std::function<std::string(std::size_t)>& text)
{
    std::vector<std::string> names;
    names.reserve(count);
    for (std::size_t at = 0; at < count; ++at)
        names.push_back(csvField(text(at)));
    return names;
}

/// Conflicts come person by person: beginnings of pieces of some thousands, each with all of its persons, and the end.
std::vector<std::size_t> piecesOf(const std::vector<sod::Conflict>& conflicts)
{
    constexpr std::size_t kConflicts = 8192;
    std::vector<std::size_t> starts{0};
    while (starts.back() < conflicts.size()) {
        std::size_t end = std::min(conflicts.size(), starts.back() + kConflicts);
        while (end < conflicts.size() && conflicts[end].person == conflicts[end - 1].person)
            ++end;
        starts.push_back(end);
    }
    return starts;
}

/// What every line of a rule's conflicts has after the user and at its end: ",R008," and ",high"; and the functions of a rule that
/// has two legs of one function each, as nearly all have: nothing about the person need be looked up to tell them.
struct RuleParts
{
    struct Part
    {
        std::string front, back;
        std::uint32_t left = 0, right = 0;
        bool plain = false; ///< left and right are told
    };

    explicit RuleParts(const sod::RuleSet& rules)
    {
        for (const sod::Rule& rule : rules.rules) {
            Part part{"," + csvField(rule.id) + ",", std::string(",").append(name(rule.severity)).append("\n")};
            part.plain = rule.legs.size() == 2 && rule.legs[0].size() == 1 && rule.legs[1].size() == 1;
            if (part.plain) {
                part.left = rule.legs[0].front();
                part.right = rule.legs[1].front();
            }
            parts.push_back(std::move(part));
        }
    }
    std::vector<Part> parts;
};

/// The lines of conflicts. What stands in them again and again, a person's paths and a rule's name, is made a field once.
class ConflictText
{
public:
    ConflictText(const ConflictFinder& finder, const RuleParts& rules, const sod::PathWords& words)
        : finder_(finder), rules_(rules), quoted_(finder.rules().functions.size()), field_(quoted_.size()), fieldOf_(quoted_.size(), sod::kNoPerson), paths_(finder, words)
    {
    }

    void add(TextBuffer& text, const sod::Conflict& conflict)
    {
        if (paths_.person() != conflict.person) {
            paths_.load(conflict.person);
            user_ = csvField(finder_.graph().persons[conflict.person]);
        }
        const RuleParts::Part& rule = rules_.parts[conflict.rule];
        if (rule.plain)
            return text.add({user_, rule.front, fieldOf(rule.left), ",", fieldOf(rule.right), rule.back});
        right_.clear();
        for (std::size_t leg = 1; leg < finder_.rules().rules[conflict.rule].legs.size(); ++leg)
            right_.append(leg > 1 ? " + " : "").append(paths_.text(finder_.functionHeld(conflict, leg)));
        text.add({user_, rule.front, fieldOf(finder_.functionHeld(conflict, 0)), ",", csvField(right_), rule.back});
    }

private:
    std::string_view fieldOf(std::uint32_t function)
    {
        if (fieldOf_[function] == paths_.person())
            return field_[function];
        fieldOf_[function] = paths_.person();
        std::string_view& field = field_[function];
        field = paths_.text(function);
        if (csvNeedsQuotes(field))
            field = quoted_[function] = csvField(field);
        return field;
    }

    const ConflictFinder& finder_;
    const RuleParts& rules_;
    std::vector<std::string> quoted_; ///< by function, where quotes are needed
    std::vector<std::string_view> field_; ///< by function
    std::vector<std::uint32_t> fieldOf_;
    sod::PersonPaths paths_;
    std::string user_;
    std::string right_;
};

/// Names as the lines of witnesses have them.
struct WitnessWords
{
    explicit WitnessWords(const ConflictFinder& finder)
        : rules(escaped(finder.rules().rules.size(), [&](std::size_t at) { return finder.rules().rules[at].id; }))
        , functions(escaped(finder.rules().functions.size(), [&](std::size_t at) { return finder.rules().functions[at].code; }))
        , accounts(escaped(finder.graph().accounts.size(), [&](std::size_t at) { return finder.graph().accounts[at].id; }))
        , roles(escaped(finder.graph().roles.size(), [&](std::size_t at) { return finder.graph().roles[at].name; }))
        , permissions(escaped(finder.graph().permissions.size(), [&](std::size_t at) { return finder.graph().permissions[at].name; }))
    {
    }

    std::vector<std::string> rules, functions, accounts, roles, permissions;
};

/// The lines of witnesses: what follows user and rule is the same for all conflicts of a person in which a function takes part.
class WitnessText
{
public:
    WitnessText(const ConflictFinder& finder, const WitnessWords& words)
        : finder_(finder), words_(words), lines_(finder.rules().functions.size()), madeFor_(lines_.size(), sod::kNoPerson), witnesses_(finder)
    {
    }

    void add(TextBuffer& text, const sod::Conflict& conflict)
    {
        if (witnesses_.person() != conflict.person)
            witnesses_.load(conflict.person);
        head_ = csvField(finder_.graph().persons[conflict.person]);
        head_.append(1, ',').append(words_.rules[conflict.rule]).append(1, ',');
        for (const auto& leg : finder_.rules().rules[conflict.rule].legs) {
            for (const std::uint32_t function : leg) {
                if (!finder_.holds(conflict.person, function))
                    continue;
                for (const std::string& line : linesOf(function))
                    text.add({head_, line});
            }
        }
    }

private:
    const std::vector<std::string>& linesOf(std::uint32_t function)
    {
        auto& made = lines_[function];
        if (madeFor_[function] == witnesses_.person())
            return made;
        madeFor_[function] = witnesses_.person();
        made.clear();
        for (const sod::Witness& w : witnesses_.of(function)) {
            made.push_back(words_.functions[w.function] + "," + std::to_string(w.group) + "," + words_.accounts[w.account] + ","
                + words_.roles[w.role] + "," + words_.permissions[w.permission] + "\n");
        }
        return made;
    }

    const ConflictFinder& finder_;
    const WitnessWords& words_;
    std::vector<std::vector<std::string>> lines_;
    std::vector<std::uint32_t> madeFor_;
    sod::PersonWitnesses witnesses_;
    std::string head_;
};

} // namespace

Status writeConflicts(const std::string& file, const ConflictFinder& finder, const sod::FindResult& found, unsigned threads)
{
    CsvOut out(file);
    out << kConflictsHeader;
    const RuleParts rules(finder.rules());
    const sod::PathWords words(finder);
    const std::vector<std::size_t> starts = piecesOf(found.conflicts);
    writeInOrder<TextBuffer>(out, starts.size() - 1, threads, [&](std::size_t piece, TextBuffer& text) {
        ConflictText lines(finder, rules, words);
        for (std::size_t at = starts[piece]; at < starts[piece + 1]; ++at)
            lines.add(text, found.conflicts[at]);
    });
    return out.finish();
}

Status writeWitnesses(const std::string& file, const ConflictFinder& finder, const sod::FindResult& found, unsigned threads)
{
    CsvOut out(file);
    out << kWitnessesHeader;
    const WitnessWords words(finder);
    const std::vector<std::size_t> starts = piecesOf(found.conflicts);
    writeInOrder<TextBuffer>(out, starts.size() - 1, threads, [&](std::size_t piece, TextBuffer& text) {
        WitnessText lines(finder, words);
        for (std::size_t at = starts[piece]; at < starts[piece + 1]; ++at)
            lines.add(text, found.conflicts[at]);
    });
    return out.finish();
}

void addUnmapped(Json& json, std::string& text, const sod::LintReport& lint)
{
    constexpr std::size_t kNamed = 100;
    constexpr std::size_t kShown = 20;
    const auto& names = lint.unmappedPermissions;
    Json::Array named;
    for (std::size_t at = 0; at < std::min(names.size(), kNamed); ++at)
        named.emplace_back(names[at]);
    json.set("unmapped_permissions", std::move(named));
    for (std::size_t at = 0; at < std::min(names.size(), kShown); ++at)
        text += "\n" + texts::sentence("sod.unmapped_line", {names[at]});
    if (names.size() > kShown)
        text += "\n" + texts::sentence("sod.unmapped_more", {std::to_string(names.size() - kShown)});
}

} // namespace oxseal::cli
