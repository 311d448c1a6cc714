// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/result.h"
#include "models/people/permissions.h"
#include "ui/shell/theme.h"

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace oxseal::ui {

/// Text from a file or a record for the screen: control, bidirectional and invisible characters stand as their code point
/// ("⟨U+202E⟩"), so that nothing on the screen lies about what is stored. Line feeds stay when `lines`.
[[nodiscard]] QString plain(std::string_view text, bool lines = false);
/// What happened and what to do, in one paragraph.
[[nodiscard]] QString errorLine(const Error& error);
[[nodiscard]] QString findingLine(const Finding& finding);
/// Sentence of storage/texts by id.
[[nodiscard]] QString sentence(const char* id, const std::vector<std::string>& arguments = {});

/// How negative amounts are shown, everywhere in the program; remembered in the settings.
enum class NegativeStyle { Parentheses, Minus };
[[nodiscard]] NegativeStyle negativeStyle();
void rememberNegativeStyle(NegativeStyle style);

/// "1,234.50", negatives by the setting ("(1,234.50)" or "-1,234.50"), zero as "–".
[[nodiscard]] QString amount(std::int64_t minor, int digits);
/// "12,345"
[[nodiscard]] QString count(std::int64_t n);
/// "1 line", "37 lines"
[[nodiscard]] QString counted(std::int64_t n, const QString& one, const QString& many);
/// "2026-09-30"; "" for none.
[[nodiscard]] QString day(const std::optional<Day>& day);
/// "2026-09-30 21:15 UTC"
[[nodiscard]] QString when(Instant instant);
/// In prose, by the user's locale: "30 September 2026".
[[nodiscard]] QString longDay(Day day);

[[nodiscard]] Mark markOf(Severity severity);
[[nodiscard]] QString severityWord(Severity severity);
[[nodiscard]] QString roleWord(Role held);
/// With a capital first letter, for words that stand alone.
[[nodiscard]] QString capital(QString words);

} // namespace oxseal::ui
