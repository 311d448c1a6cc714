// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/answer_cells.h"

#include "models/access/reason_codes.h"
#include "models/core/text.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

using access::Decision;

constexpr std::array kDecisions{Decision::Keep, Decision::Revoke, Decision::Reduce, Decision::NotMine, Decision::Unsure};

std::string words(const std::string& id) { return texts::sentence(id.c_str()); }

/// The value among choices that a text names, by value or words; the text itself when it names none.
std::string valueOf(const std::vector<std::pair<std::string, std::string>>& choices, std::string_view text)
{
    const std::string_view wanted = trimmed(text);
    for (const auto& [value, name] : choices) {
        if (equalsIgnoringCase(wanted, value) || equalsIgnoringCase(wanted, name))
            return value;
    }
    return std::string(wanted);
}

} // namespace

std::array<std::string, kAnswerCells> answerHeads()
{
    std::array<std::string, kAnswerCells> out;
    const char* const ids[] = {"line", "account", "name", "person", "permission", "flags", "last_used", "peers", "earlier", "conflicts", "decision", "reason", "target", "comment"};
    for (std::size_t at = 0; at < kAnswerCells; ++at)
        out[at] = words(std::string("access.book.") + ids[at]);
    return out;
}

std::array<std::string, kLockedCells> lockedCells(const access::SheetLine& line)
{
    // What a permission means and where its line comes from stand with what they are about, so that the sheet stays as narrow as it was. In one
    // line: programs write line ends in cells in more than one way.
    const auto with = [](const std::string& cell, const std::string& more) { return more.empty() ? cell : cell + " [" + more + "]"; };
    return {std::to_string(line.row), with(line.account, line.source), line.name, line.person, with(line.entitlement, line.means), join(line.flags, ", "), line.lastUsed, line.peers, line.earlier,
        join(line.conflicts, ", ")};
}

std::vector<std::pair<std::string, std::string>> decisionChoices()
{
    std::vector<std::pair<std::string, std::string>> out;
    for (const Decision decision : kDecisions)
        out.emplace_back(name(decision), words(std::string("access.decision.") + name(decision)));
    return out;
}

std::vector<std::pair<std::string, std::string>> reasonChoices()
{
    std::vector<std::pair<std::string, std::string>> out;
    for (const std::string& code : access::allReasonCodes())
        out.emplace_back(code, words("access.reason." + code));
    return out;
}

bool AnswerWords::blank() const { return trimmed(decision).empty() && trimmed(code).empty() && trimmed(target).empty() && trimmed(comment).empty(); }

std::optional<access::Answer> AnswerWords::answer(std::int64_t row) const
{
    const auto chosen = access::decisionFromName(valueOf(decisionChoices(), decision));
    if (!chosen)
        return std::nullopt;
    return access::Answer{row, *chosen, valueOf(reasonChoices(), code), std::string(trimmed(target)), std::string(trimmed(comment))};
}

} // namespace oxseal
