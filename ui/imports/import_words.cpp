// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_words.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "ui/common/words.h"

#include <QLocale>
#include <QObject>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString delimiterWords(const std::string& delimiter)
{
    if (delimiter == "tab")
        return QObject::tr("separated by tabs");
    if (delimiter == "blanks")
        return QObject::tr("separated by blanks");
    if (delimiter == ",")
        return QObject::tr("separated by commas");
    if (delimiter == ";")
        return QObject::tr("separated by semicolons");
    return delimiter.empty() ? QString() : QObject::tr("separated by %1").arg(plain(delimiter));
}

/// Header of the column that a field is read from now; nullopt when it is not read.
std::optional<QString> readFromNow(const ImportPreview& preview, const std::string& field)
{
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        if (preview.columns[i].field == field)
            return columnWord(preview.columns[i].header, i);
    }
    return std::nullopt;
}

} // namespace

QString importKindWord(ImportKind kind)
{
    switch (kind) {
    case ImportKind::Listing: return QObject::tr("Access listing");
    case ImportKind::Roster: return QObject::tr("HR roster");
    case ImportKind::Rules: return QObject::tr("Duty rules");
    case ImportKind::Statement: return QObject::tr("Bank statement");
    case ImportKind::Gl: return QObject::tr("General ledger");
    case ImportKind::Tb: return QObject::tr("Trial balance");
    case ImportKind::Journal: return QObject::tr("Journal entries");
    case ImportKind::Activity: return QObject::tr("Activity log");
    case ImportKind::Processor: return QObject::tr("Payment processor report");
    }
    return {};
}

QString importKindWord(const std::string& name)
{
    const auto kind = importKindNamed(name);
    return kind ? importKindWord(*kind) : plain(name);
}

QString fieldWord(const std::string& field) { return plain(field).replace(QLatin1Char('_'), QLatin1Char(' ')); }

QString columnTypeWord(const PreviewColumn& column)
{
    if (column.type == "day")
        return column.notation == "dmy" ? QObject::tr("Date, day first")
            : column.notation == "mdy"  ? QObject::tr("Date, month first")
                                        : QObject::tr("Date, year first");
    if (column.type == "money")
        return column.notation == "," ? QObject::tr("Amount, decimal comma") : QObject::tr("Amount, decimal point");
    if (column.type == "integer")
        return QObject::tr("Whole number");
    if (column.type == "flag")
        return QObject::tr("Yes or no");
    return column.type.empty() ? QString() : QObject::tr("Text");
}

QString sensitiveWord(const std::string& name)
{
    static const std::map<std::string, QString> kWords{
        {"password_hash", QObject::tr("password hashes")},
        {"key_secret", QObject::tr("key secrets")},
        {"tax_id", QObject::tr("tax numbers")},
        {"birth_date", QObject::tr("birth dates")},
        {"pay", QObject::tr("pay")},
        {"bank_account", QObject::tr("bank account numbers")},
        {"card_number", QObject::tr("card numbers")},
        {"not_read", QObject::tr("not read")},
    };
    const auto found = kWords.find(name);
    return found == kWords.end() ? plain(name) : found->second;
}

QString decimalWord(const std::string& decimal)
{
    const auto point = decimal.find('.');
    const int digits = point == std::string::npos ? 0 : static_cast<int>(decimal.size() - point - 1);
    const auto minor = parseMinor(decimal, digits);
    return !minor || *minor == 0 ? plain(decimal) : amount(*minor, digits);
}

QString columnWord(const std::string& header, std::size_t column)
{
    return header.empty() ? QObject::tr("column %1").arg(column + 1) : plain(header);
}

QString formatWords(const ImportPreview& preview)
{
    QStringList words{preview.format.empty() ? QObject::tr("Unknown format") : plain(preview.format).toUpper()};
    if (!preview.encoding.empty())
        words << plain(preview.encoding);
    if (const QString delimiter = delimiterWords(preview.delimiter); !delimiter.isEmpty())
        words << delimiter;
    words << QLocale(QLocale::English, QLocale::UnitedStates).formattedDataSize(static_cast<qint64>(preview.bytes));
    return words.join(QStringLiteral(" · "));
}

QStringList totalWords(const ImportPreview& preview)
{
    const QString currency = preview.currency.empty() ? QString() : QLatin1Char(' ') + plain(preview.currency);
    QStringList words;
    if (!preview.account.empty())
        words << QObject::tr("Account %1").arg(plain(preview.account));
    for (const PreviewTotal& total : preview.totals)
        words << QObject::tr("Sum of %1: %2").arg(fieldWord(total.field), total.sum.empty() ? QObject::tr("out of range") : decimalWord(total.sum) + currency);
    if (!preview.opening.empty())
        words << QObject::tr("Opening %1").arg(decimalWord(preview.opening) + currency);
    if (!preview.closing.empty())
        words << QObject::tr("Closing %1").arg(decimalWord(preview.closing) + currency);
    return words;
}

QStringList sourceWords(const ImportPreview& preview)
{
    if (!preview.profile || (preview.profile->id == "generic" && !preview.throughProfile))
        return {};
    const ProfileProposal& profile = *preview.profile;
    const QString known = QObject::tr("%1 of its %2 columns are there").arg(profile.recognised).arg(profile.columns);
    const QString system = plain(profile.system);
    QStringList lines;
    lines << (preview.throughProfile ? QObject::tr("Read through the source profile %1: %2.").arg(system, known)
            : profile.fits ? QObject::tr("Looks like %1: %2. Choose it as source profile to read it with that system's own meaning.").arg(system, known)
                           : QObject::tr("Nearly %1: %2, but it cannot be read as that.").arg(system, known));
    const auto add = [&lines](const QString& words, const std::vector<std::string>& what) {
        if (!what.empty())
            lines << words.arg(plain(join(what, ", ")));
    };
    for (const ProposalFile& file : profile.files) {
        if (profile.files.size() > 1)
            lines << QObject::tr("%1 is %2: %3 of %4 columns").arg(plain(file.file), plain(file.report)).arg(file.found).arg(file.columns);
        add(QObject::tr("Missing, and needed: %1"), file.missing);
        add(QObject::tr("Headers that stand twice: %1"), file.twice);
        add(QObject::tr("Without a known meaning: %1"), file.outside);
        if (!file.missing.empty())
            add(QObject::tr("Columns the profile does not know: %1"), file.extra);
    }
    add(QObject::tr("No report of this system: %1"), profile.strangers);
    add(QObject::tr("Not complete without: %1"), profile.lacking);
    return lines;
}

QString completeWords(const ProfileProposal& profile)
{
    QStringList lines;
    for (const auto& line : profile.complete)
        lines << plain(line);
    return lines.join(QLatin1Char('\n'));
}

QString profileWords(const ImportProfile& profile)
{
    const QString of = profile.subject.empty() ? importKindWord(profile.kind)
                                               : QObject::tr("%1 of %2").arg(importKindWord(profile.kind), plain(profile.subject));
    QStringList taken{QObject::tr("entity")};
    if (!profile.map.empty())
        taken << QObject::tr("mapping");
    if (profile.card)
        taken << QObject::tr("card");
    const QString last = taken.takeLast();
    return QObject::tr("Like import %1, %2 (%3): %4 taken over from it. Change what differs.")
        .arg(profile.from.value)
        .arg(of, plain(profile.fileName), taken.isEmpty() ? QObject::tr("%1 is").arg(last) : QObject::tr("%1 and %2 are").arg(taken.join(QStringLiteral(", ")), last));
}

QStringList gapWords(const ImportProfile& profile, const std::vector<ProfileGap>& gaps, const ImportPreview& preview)
{
    QStringList lines;
    for (const ProfileGap& gap : gaps) {
        const QString was = QObject::tr("\"%1\"").arg(columnWord(gap.header, gap.column));
        const auto now = readFromNow(preview, gap.field);
        const auto spec = std::find_if(preview.fields.begin(), preview.fields.end(), [&](const PreviewField& field) { return field.name == gap.field; });
        const bool needed = spec != preview.fields.end() && spec->required;
        lines << (now    ? QObject::tr("%1: was %2, is read from \"%3\" now.").arg(fieldWord(gap.field), was, *now)
                : needed ? QObject::tr("%1: was %2, which this file does not have. It is needed: choose its column.").arg(fieldWord(gap.field), was)
                         : QObject::tr("%1: was %2, which this file does not have. It is not read.").arg(fieldWord(gap.field), was));
    }
    if (!lines.isEmpty())
        lines.prepend(QObject::tr("The header is not that of import %1; the saved mapping does not fit it:").arg(profile.from.value));
    return lines;
}

} // namespace oxseal::ui
