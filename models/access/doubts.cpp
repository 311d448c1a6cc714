// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/doubts.h"

#include "models/core/text.h"

#include <QString>

#include <algorithm>
#include <array>
#include <map>

namespace oxseal::access {
namespace {

/// In lower case and without accents.
std::string folded(const std::string& text)
{
    QString out;
    for (const QChar letter : QString::fromStdString(text).normalized(QString::NormalizationForm_KD)) {
        if (letter.category() != QChar::Mark_NonSpacing)
            out += letter;
    }
    return out.toCaseFolded().toStdString();
}

/// A name as its words, the first one first: "Novotny, Peter" is "Peter Novotny".
std::vector<std::string> wordsOf(const std::string& written)
{
    const std::size_t comma = written.find(',');
    const std::string text = comma == std::string::npos ? written : written.substr(comma + 1) + " " + written.substr(0, comma);
    std::vector<std::string> words(1);
    for (const char letter : folded(text)) {
        if (letter != ' ' && letter != '.' && letter != '\t')
            words.back() += letter;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

using Words = std::vector<std::string>;

Words sorted(Words words)
{
    std::sort(words.begin(), words.end());
    return words;
}

/// One of the two gives the first name as its letter.
bool initialOnly(const Words& a, const Words& b)
{
    return a.size() >= 2 && b.size() >= 2 && a.back() == b.back() && a.front().front() == b.front().front()
        && (a.front().size() == 1 || b.front().size() == 1);
}

bool shareAWord(const Words& a, const Words& b)
{
    return initialOnly(a, b) || std::any_of(a.begin(), a.end(), [&b](const std::string& word) { return word.size() > 1 && std::find(b.begin(), b.end(), word) != b.end(); });
}

/// Latin letters beside Cyrillic, Greek or full-width ones in one word, by the first bytes of their UTF-8.
bool mixesScripts(std::string_view text)
{
    bool latin = false, other = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if ((byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'))
            latin = true;
        else if ((byte >= 0xD0 && byte <= 0xD3) || (byte == 0xCD && next >= 0xB0) || byte == 0xCE || byte == 0xCF || (byte == 0xEF && (next == 0xBC || next == 0xBD)))
            other = true;
        else if (byte < 0x80)
            latin = other = false; // the word is over
        if (latin && other)
            return true;
    }
    return false;
}

/// Workers by their names.
class Names
{
public:
    explicit Names(const Roster& roster)
    {
        for (const Worker& worker : roster.workers()) {
            const auto number = static_cast<std::uint32_t>(words_.size());
            words_.push_back(wordsOf(worker.name));
            if (words_.back().empty())
                continue;
            same_[sorted(words_.back())].push_back(number);
            families_[words_.back().back()].push_back(number);
        }
    }
    [[nodiscard]] const Words& of(std::int32_t worker) const { return words_[static_cast<std::size_t>(worker)]; }
    [[nodiscard]] std::vector<std::uint32_t> alike(const Words& name) const
    {
        std::vector<std::uint32_t> out;
        if (name.size() < 2)
            return out; // a first name alone says nothing
        if (const auto found = same_.find(sorted(name)); found != same_.end())
            out = found->second;
        if (const auto found = families_.find(name.back()); found != families_.end()) {
            for (const std::uint32_t worker : found->second) {
                if (initialOnly(name, words_[worker]) && std::find(out.begin(), out.end(), worker) == out.end())
                    out.push_back(worker);
            }
        }
        std::sort(out.begin(), out.end());
        return out;
    }

private:
    std::vector<Words> words_;
    std::map<Words, std::vector<std::uint32_t>> same_;
    std::map<std::string, std::vector<std::uint32_t>> families_;
};

/// Several workers may have one address.
std::map<std::string, std::vector<std::uint32_t>> byAddress(const Roster& roster)
{
    std::map<std::string, std::vector<std::uint32_t>> out;
    for (std::uint32_t at = 0; at < roster.workers().size(); ++at) {
        if (!roster.workers()[at].email.empty())
            out[lowerAscii(trimmed(roster.workers()[at].email))].push_back(at);
    }
    return out;
}

std::optional<Doubt> doubtOf(const Account& account, const IdentityMatch& match, const Words& words, const Names& names, const std::vector<std::uint32_t>& alike)
{
    if (match.by == MatchedBy::EmailAmbiguous)
        return Doubt::EmailAmbiguous;
    if (match.by == MatchedBy::EmployeeId && match.emailDisagrees)
        return Doubt::IdElsewhere;
    if (!account.employeeId.empty() && match.by != MatchedBy::EmployeeId)
        return Doubt::IdUnknown;
    if (match.worker >= 0)
        return words.size() >= 2 && names.of(match.worker).size() >= 2 && !shareAWord(words, names.of(match.worker)) ? std::optional(Doubt::NameElsewhere) : std::nullopt;
    return alike.empty() ? std::nullopt : std::optional(Doubt::NameOnly);
}

} // namespace

const char* name(Doubt doubt) noexcept
{
    constexpr std::array<const char*, 7> names{"look_alike", "email_ambiguous", "id_elsewhere", "id_unknown", "name_elsewhere", "name_only", "unmatched"};
    return names[static_cast<std::size_t>(doubt)];
}

std::vector<DoubtfulAccount> doubtfulAccounts(const Population& listing, const Roster& roster)
{
    const Names names(roster);
    const auto addresses = byAddress(roster);
    std::vector<DoubtfulAccount> out;
    for (std::uint32_t at = 0; at < listing.accounts.size(); ++at) {
        const Account& account = listing.accounts[at];
        const bool poses = mixesScripts(account.id) || mixesScripts(account.name) || mixesScripts(account.email);
        if (!poses && (account.type == AccountType::Service || account.type == AccountType::Shared))
            continue; // they belong to nobody by nature
        const IdentityMatch match = roster.match(account);
        const Words words = wordsOf(account.name);
        std::vector<std::uint32_t> candidates = names.alike(words);
        const std::optional<Doubt> doubt = poses ? std::optional(Doubt::LookAlike) : doubtOf(account, match, words, names, candidates);
        if (!doubt)
            continue;
        if (const auto found = addresses.find(lowerAscii(trimmed(account.email))); found != addresses.end())
            candidates.insert(candidates.end(), found->second.begin(), found->second.end());
        std::sort(candidates.begin(), candidates.end());
        candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
        std::erase_if(candidates, [&match](std::uint32_t worker) { return static_cast<std::int32_t>(worker) == match.worker; });
        out.push_back({at, *doubt, match, std::move(candidates)});
    }
    return out;
}

} // namespace oxseal::access
