// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/words.h"

#include "models/core/money.h"
#include "models/core/visible.h"
#include "storage/texts/texts.h"
#include "ui/common/remedies.h"

#include <QDate>
#include <QLocale>
#include <QSettings>

#include <atomic>

namespace oxseal::ui {
namespace {

const QString kNegatives = QStringLiteral("numbers/negative");
const QString kMinus = QStringLiteral("minus");
/// Settings are too slow to be asked for every cell, and cells are written on several threads; -1 until read.
std::atomic<int> keptStyle{-1};

} // namespace

QString plain(std::string_view text, bool lines)
{
    QString raw = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    if (text.substr(0, 3) == "\xEF\xBB\xBF") // Qt swallows it
        raw.prepend(QChar(0xFEFF));
    bool clean = true;
    for (const QChar c : raw)
        clean = clean && !c.isSurrogate() && !isHiddenCharacter(c.unicode());
    if (clean)
        return raw;
    QString shown;
    for (const char32_t c : raw.toUcs4()) {
        if (!isHiddenCharacter(c) || (lines && c == U'\n'))
            shown += QString::fromUcs4(&c, 1);
        else
            shown += QStringLiteral("⟨U+%1⟩").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
    }
    return shown;
}

QString errorLine(const Error& error)
{
    std::string line = texts::what(error);
    // Where in the database or which stored object is for the details; a file, a row or a field is for the reader.
    const std::string_view id = error.id();
    const bool inner = id.starts_with("db.") || id.starts_with("object.");
    if (!inner && !error.place().empty() && line.find(error.place()) == std::string::npos)
        line += " (" + error.place() + ")";
    const std::string remedy = windowRemedy(error.id(), texts::remedy(error));
    return plain(remedy.empty() ? line : line + " " + remedy, true);
}

QString findingLine(const Finding& finding)
{
    const std::string remedy = windowRemedy(finding.remedy.empty() ? finding.code : finding.remedy, texts::remedy(finding));
    return plain(remedy.empty() ? texts::what(finding) : texts::what(finding) + " " + remedy, true);
}

QString sentence(const char* id, const std::vector<std::string>& arguments)
{
    return plain(texts::sentence(id, arguments), true);
}

NegativeStyle negativeStyle()
{
    const int kept = keptStyle.load(std::memory_order_relaxed);
    if (kept >= 0)
        return static_cast<NegativeStyle>(kept);
    const bool minus = QSettings().value(kNegatives).toString() == kMinus;
    keptStyle = static_cast<int>(minus ? NegativeStyle::Minus : NegativeStyle::Parentheses);
    return minus ? NegativeStyle::Minus : NegativeStyle::Parentheses;
}

void rememberNegativeStyle(NegativeStyle style)
{
    QSettings().setValue(kNegatives, style == NegativeStyle::Minus ? kMinus : QStringLiteral("parentheses"));
    keptStyle = static_cast<int>(style);
}

QString amount(std::int64_t minor, int digits)
{
    QString text = QString::fromStdString(formatAmount(minor, digits, true));
    if (negativeStyle() == NegativeStyle::Minus && text.startsWith(QLatin1Char('(')))
        text = QStringLiteral("−") + text.mid(1, text.size() - 2);
    return text;
}

QString count(std::int64_t n) { return QLocale(QLocale::English, QLocale::UnitedStates).toString(static_cast<qlonglong>(n)); }

QString counted(std::int64_t n, const QString& one, const QString& many)
{
    return count(n) + QLatin1Char(' ') + (n == 1 ? one : many);
}

QString day(const std::optional<Day>& day) { return day ? QString::fromStdString(day->iso()) : QString(); }

QString when(Instant instant)
{
    const QString iso = QString::fromStdString(instant.iso());
    return iso.left(10) + QLatin1Char(' ') + iso.mid(11, 5) + QStringLiteral(" UTC");
}

QString longDay(Day day)
{
    const auto ymd = day.ymd();
    return QLocale(QLocale::English, QLocale::UnitedStates)
        .toString(QDate(static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
                      static_cast<int>(static_cast<unsigned>(ymd.day()))),
            QStringLiteral("d MMMM yyyy"));
}

Mark markOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical: return Mark::Critical;
    case Severity::High: return Mark::High;
    case Severity::Medium: return Mark::Medium;
    case Severity::Low: break;
    }
    return Mark::Low;
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Critical: return QObject::tr("Critical");
    case Severity::High: return QObject::tr("High");
    case Severity::Medium: return QObject::tr("Medium");
    case Severity::Low: break;
    }
    return QObject::tr("Low");
}

QString roleWord(Role held)
{
    switch (held) {
    case Role::Administrator: return QObject::tr("administrator");
    case Role::Preparer: return QObject::tr("preparer");
    case Role::Controller: return QObject::tr("controller");
    case Role::Reviewer: return QObject::tr("reviewer");
    case Role::ControlOwner: return QObject::tr("control owner");
    case Role::Tester: return QObject::tr("tester");
    case Role::SubCertifier: return QObject::tr("sub-certifier");
    case Role::DisclosureCommittee: return QObject::tr("disclosure committee member");
    case Role::Counsel: return QObject::tr("counsel");
    case Role::AuditCommittee: return QObject::tr("audit committee reader");
    case Role::Peo: return QObject::tr("principal executive officer");
    case Role::Pfo: return QObject::tr("principal financial officer");
    case Role::OutsourcedAccountant: break;
    }
    return QObject::tr("outsourced accountant");
}

QString capital(QString words)
{
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

} // namespace oxseal::ui
