// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/memo_scan.h"

#include "storage/import/sensitive_values.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr const char* kMemo = "memo";
constexpr std::size_t kShown = 4; ///< characters at the end that stay

/// In its own length, because some formats count characters.
void mask(std::string& text, std::size_t at)
{
    for (std::size_t i = at; i < at + kSsnLength - kShown; ++i) {
        if (text[i] != '-')
            text[i] = 'X';
    }
}

} // namespace

Result<MemoScan> scanMemos(ByteView bytes, std::string_view text, const SensitivePolicy& policy)
{
    MemoScan out;
    out.found = {0, kMemo, SensitiveClass::TaxId, SensitiveAction::Mask, false, 0, {}};
    if (policy.kept)
        return out;
    std::size_t line = 1;
    std::size_t counted = 0;
    for (std::size_t at = findSsn(text); at != std::string_view::npos; at = findSsn(text, at + kSsnLength)) {
        line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        counted = at;
        if (++out.found.count <= SensitiveCells::kMostLines)
            out.found.lines.push_back(line);
    }
    if (out.found.count == 0 || policy.action == SensitiveAction::Drop)
        return out;
    if (policy.action == SensitiveAction::Refuse)
        return fail(kSensitiveRefused, {}, {std::string(kMemo) + " (line " + std::to_string(out.found.lines.front()) + ")"});
    // The digits are the same bytes in every encoding but UTF-16, whose text is kept as UTF-8.
    const std::string_view raw = asText(bytes);
    out.masked = std::string(findSsn(raw) == std::string_view::npos ? text : raw);
    for (std::size_t at = findSsn(out.masked); at != std::string::npos; at = findSsn(out.masked, at + kSsnLength))
        mask(out.masked, at);
    return out;
}

} // namespace oxseal
