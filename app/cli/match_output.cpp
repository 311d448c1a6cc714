// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/match_output.h"

#include "app/cli/csv_out.h"
#include "models/core/text.h"
#include "storage/texts/match_sentence.h"

#include <algorithm>
#include <charconv>

namespace oxseal::cli {
namespace {

using namespace oxseal::recon;

void appendNumber(std::string& out, std::int64_t number)
{
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void appendThousandths(std::string& out, int value)
{
    appendNumber(out, value / 1000);
    out.push_back('.');
    for (int unit = 100; unit > 0; unit /= 10)
        out.push_back(static_cast<char>('0' + value % 1000 / unit % 10));
}

/// A CSV field whose text is appended until end(). Most texts need quotes and hold none: they are not copied.
class Field
{
public:
    explicit Field(std::string& out) : out_(out), from_(out.size()) { out_.push_back('"'); }
    void end()
    {
        const std::string_view text = std::string_view(out_).substr(from_ + 1);
        if (text.find('"') != std::string_view::npos)
            out_.replace(from_, out_.npos, csvField(text));
        else if (csvNeedsQuotes(text))
            out_.push_back('"');
        else
            out_.erase(from_, 1);
    }

private:
    std::string& out_;
    std::size_t from_;
};

void appendIds(std::string& out, std::span<const std::uint32_t> members, const std::vector<MatchLine>& lines)
{
    Field field(out);
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0)
            out.push_back(';');
        out += lines[members[i]].id;
    }
    field.end();
}

/// Ids lie anywhere in memory: those of a group some rows on are asked for early, first where they are and then their letters.
void expectIds(const MatchResult& result, std::size_t row, const MatchSide& left, const MatchSide& right)
{
    constexpr std::size_t kLines = 16;
    constexpr std::size_t kLetters = 8;
    if (row + kLines >= result.groups.size())
        return;
    const MatchGroup& later = result.groups[row + kLines];
    for (const std::uint32_t member : result.left(later))
        __builtin_prefetch(&left.lines[member]);
    for (const std::uint32_t member : result.right(later))
        __builtin_prefetch(&right.lines[member]);
    const MatchGroup& next = result.groups[row + kLetters];
    for (const std::uint32_t member : result.left(next))
        __builtin_prefetch(left.lines[member].id.data());
    for (const std::uint32_t member : result.right(next))
        __builtin_prefetch(right.lines[member].id.data());
}

void appendRule(std::string& out, const MatchGroup& group, const MatchResult& result, const PassSet& rules)
{
    if (group.evidence != kNoLine)
        out += name(result.evidence[group.evidence].basis);
    else if (group.pass >= 0)
        out += csvField(rules.passes[static_cast<std::size_t>(group.pass)].id);
}

} // namespace

Status writeMatchGroups(const std::string& path, const MatchSide& left, const MatchSide& right, const MatchResult& result,
    const PassSet& rules, unsigned threads)
{
    return writeRows(path, kMatchGroupsHeader, result.groups.size(), threads, [&](std::string& out, std::size_t i) {
        expectIds(result, i, left, right);
        const MatchGroup& group = result.groups[i];
        appendNumber(out, static_cast<std::int64_t>(i) + 1);
        out.append(",").append(name(group.type)).push_back(',');
        appendIds(out, result.left(group), left.lines);
        out.push_back(',');
        appendIds(out, result.right(group), right.lines);
        out.append(",").append(name(group.state)).push_back(',');
        appendThousandths(out, group.confidence);
        out.push_back(',');
        appendRule(out, group, result, rules);
        out.push_back(',');
        Field why(out);
        texts::appendMatchSentence(out, group, result, left.lines, right.lines, rules, left.digits);
        why.end();
        out += "\r\n";
    });
}

Status writeMatchEvidence(const std::string& path, const MatchResult& result, unsigned threads)
{
    return writeRows(path, kMatchEvidenceHeader, result.groups.size(), threads, [&](std::string& out, std::size_t i) {
        const MatchGroup& group = result.groups[i];
        if (group.evidence == kNoLine)
            return;
        const MatchEvidence& of = result.evidence[group.evidence];
        appendNumber(out, static_cast<std::int64_t>(i) + 1);
        out.append(",").append(name(of.basis));
        for (const std::int64_t number : {std::int64_t{of.weight.prior}, std::int64_t{of.weight.amount}, std::int64_t{of.weight.day},
                 std::int64_t{of.weight.reference}, std::int64_t{of.weight.description}, of.weight.total(), std::int64_t{of.probability},
                 std::int64_t{of.rivalProbability}, std::int64_t{of.alternatives}, group.difference}) {
            out.push_back(',');
            appendNumber(out, number);
        }
        out += "\r\n";
    });
}

} // namespace oxseal::cli
