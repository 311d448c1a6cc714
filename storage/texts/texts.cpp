// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

#include "storage/texts/account_words_texts.h"
#include "storage/texts/deficiency_texts.h"
#include "storage/texts/document_texts.h"
#include "storage/texts/mirror_texts.h"
#include "storage/texts/model_texts.h"
#include "storage/texts/pattern.h"
#include "storage/texts/policy_sentences.h"
#include "storage/texts/processor_texts.h"
#include "storage/texts/review_memo_texts.h"
#include "storage/texts/review_texts.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace oxseal::texts {
namespace {

const Entry* find(std::string_view id)
{
    static const auto index = [] {
        std::map<std::string_view, const Entry*> all;
        for (const auto table : {coreTexts(), cliTexts(), cryptoTexts(), workspaceTexts(), peopleTexts(), importTexts(),
                 accessTexts(), sodTexts(), reconTexts(), accountTexts(), exceptionTexts(), controlTexts(), calendarTexts(), certificationTexts(),
                 signingTexts(), packetTexts(), demoTexts(), eventTexts(), modelTexts(), reviewTexts(), documentTexts(), mirrorTexts(), processorTexts(), reviewMemoTexts(), accountWordsTexts(),
                 deficiencyTexts(), deficiencyPaperTexts(), policyTexts()}) {
            for (const auto& entry : table)
                all.emplace(entry.id, &entry);
        }
        return all;
    }();
    const auto found = index.find(id);
    return found == index.end() ? nullptr : found->second;
}

/// What a placeholder that begins at `at` says, and where the text goes on; npos when none begins there.
std::size_t placeholder(std::string_view pattern, std::size_t at, std::span<const std::string_view> arguments, std::string_view& says)
{
    if (at + 2 >= pattern.size() || pattern[at + 1] < '0' || pattern[at + 1] > '9')
        return std::string_view::npos;
    const auto index = static_cast<std::size_t>(pattern[at + 1] - '0');
    const std::string_view argument = index < arguments.size() ? arguments[index] : std::string_view();
    if (pattern[at + 2] == '}') {
        says = argument;
        return at + 3;
    }
    const std::size_t bar = pattern.find('|', at), end = pattern.find('}', at);
    if (pattern[at + 2] != '?' || end == std::string_view::npos || bar > end)
        return std::string_view::npos;
    says = argument == "1" ? pattern.substr(at + 3, bar - at - 3) : pattern.substr(bar + 1, end - bar - 1);
    return end + 1;
}

/// Replaces {n} by an argument, and {n?line|lines} by the first words when that argument is 1, else by the second. Arguments are never scanned
/// again, so text from files cannot smuggle a placeholder in.
void fill(std::string& out, std::string_view pattern, std::span<const std::string_view> arguments)
{
    std::size_t from = 0;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', std::max(from, at + 1))) {
        std::string_view says;
        const std::size_t next = placeholder(pattern, at, arguments, says);
        if (next == std::string_view::npos)
            continue;
        out += pattern.substr(from, at - from);
        out += says;
        from = next;
    }
    out += pattern.substr(from);
}

std::string filled(std::string_view pattern, const std::vector<std::string>& arguments)
{
    std::string out;
    fill(out, pattern, std::vector<std::string_view>(arguments.begin(), arguments.end()));
    return out;
}

} // namespace

std::string what(const Error& error)
{
    const Entry* entry = find(error.id());
    if (entry == nullptr)
        return error.debugString();
    // The one error whose argument is a code: it ends with the words of the first rejected row.
    const auto& arguments = error.arguments();
    if (std::string_view(error.id()) == "import.nothing_accepted" && arguments.size() > 1)
        return filled(entry->what, {arguments[0], sentence(arguments[1].c_str(), {arguments.begin() + 2, arguments.end()})});
    return filled(entry->what, arguments);
}

std::string remedy(const Error& error)
{
    const Entry* entry = find(error.id());
    return entry == nullptr ? std::string() : filled(entry->remedy, error.arguments());
}

std::string what(const Finding& finding)
{
    const Entry* entry = find(finding.code);
    return entry == nullptr ? finding.code : filled(entry->what, finding.arguments);
}

std::string remedy(const Finding& finding)
{
    const Entry* entry = find(finding.remedy.empty() ? finding.code : finding.remedy);
    return entry == nullptr ? std::string() : filled(entry->remedy, finding.arguments);
}

std::string sentence(const char* id, const std::vector<std::string>& arguments)
{
    const Entry* entry = find(id);
    return entry == nullptr ? std::string(id) : filled(entry->what, arguments);
}

Pattern::Pattern(const char* id) : text_(id)
{
    if (const Entry* entry = find(id))
        text_ = entry->what;
}

void Pattern::appendTo(std::string& out, std::initializer_list<std::string_view> arguments) const
{
    fill(out, text_, std::span(arguments.begin(), arguments.size()));
}

std::string eventName(const std::string& verb)
{
    const Entry* entry = find("event." + verb);
    return entry == nullptr ? verb : std::string(entry->what);
}

std::string moduleName(const std::string& module)
{
    const Entry* entry = find("module." + module);
    return entry == nullptr ? module : std::string(entry->what);
}

} // namespace oxseal::texts
