// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

#include "storage/texts/model_texts.h"
#include "storage/texts/review_texts.h"

#include <map>
#include <string_view>

namespace oxseal::texts {
namespace {

const Entry* find(std::string_view id)
{
    static const auto index = [] {
        std::map<std::string_view, const Entry*> all;
        for (const auto table : {coreTexts(), cliTexts(), cryptoTexts(), workspaceTexts(), peopleTexts(), importTexts(),
                 accessTexts(), sodTexts(), reconTexts(), accountTexts(), controlTexts(), calendarTexts(), certificationTexts(),
                 signingTexts(), packetTexts(), demoTexts(), eventTexts(), modelTexts(), reviewTexts()}) {
            for (const auto& entry : table)
                all.emplace(entry.id, &entry);
        }
        return all;
    }();
    const auto found = index.find(id);
    return found == index.end() ? nullptr : found->second;
}

/// Replaces {n}; arguments are never scanned again, so text from files cannot smuggle a placeholder in.
std::string filled(std::string_view pattern, const std::vector<std::string>& arguments)
{
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0'
            && pattern[i + 1] <= '9') {
            const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
            if (index < arguments.size())
                out += arguments[index];
            i += 2;
        } else {
            out.push_back(pattern[i]);
        }
    }
    return out;
}

} // namespace

std::string what(const Error& error)
{
    const Entry* entry = find(error.id());
    return entry == nullptr ? error.debugString() : filled(entry->what, error.arguments());
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
