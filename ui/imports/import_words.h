// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_preview.h"
#include "storage/reads/import_profile.h"

#include <QString>
#include <QStringList>

namespace oxseal::ui {

/// "Access listing", "HR roster" …
[[nodiscard]] QString importKindWord(ImportKind kind);
[[nodiscard]] QString importKindWord(const std::string& name);
/// The name of a field as people read it: "account id".
[[nodiscard]] QString fieldWord(const std::string& field);
/// Words for the type and notation of a column.
[[nodiscard]] QString columnTypeWord(const PreviewColumn& column);
[[nodiscard]] QString sensitiveWord(const std::string& name);
/// A canonical decimal ("-1234.50") as people read it; zero stays "0.00", since it is a result here.
[[nodiscard]] QString decimalWord(const std::string& decimal);
/// Header of a column, or "column 3".
[[nodiscard]] QString columnWord(const std::string& header, std::size_t column);

/// "CSV · UTF-8 · separated by commas · 12 kB"
[[nodiscard]] QString formatWords(const ImportPreview& preview);
/// Accounts, sums and balances of a file, each a phrase.
[[nodiscard]] QStringList totalWords(const ImportPreview& preview);

/// Which source profile reads the file or fits it, and what it lacks or does not understand; empty when there is nothing to say.
[[nodiscard]] QStringList sourceWords(const ImportPreview& preview);
/// How to run the report so that it is complete, a line each.
[[nodiscard]] QString completeWords(const ProfileProposal& profile);

/// What was taken over from an earlier import.
[[nodiscard]] QString profileWords(const ImportProfile& profile);
/// Where the header of this file does not fit the saved mapping, field by field; empty when all fits.
[[nodiscard]] QStringList gapWords(const ImportProfile& profile, const std::vector<ProfileGap>& gaps, const ImportPreview& preview);

} // namespace oxseal::ui
