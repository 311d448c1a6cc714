// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/certificate_dialogs.h"

#include "storage/texts/texts.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/remedies.h"
#include "ui/common/prose_field.h"
#include "ui/common/save_file.h"
#include "ui/common/words.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kTextLines = 12;
/// A certificate is a page; whatever is longer is not one.
constexpr qint64 kLongestText = 1 << 20;
constexpr std::int64_t kMicros = 1000;

/// EDGAR stamps acceptance in the time of its office.
QTimeZone edgarZone()
{
    const QTimeZone eastern("America/New_York");
    return eastern.isValid() ? eastern : QTimeZone::utc();
}

} // namespace

std::optional<BindAnswer> askBinding(QWidget* parent, const QString& file, Day planned, std::size_t standing)
{
    FormDialog dialog(parent, QObject::tr("Bind the report"), QObject::tr("Bind"));
    dialog.addWords(plain(file.toStdString()));
    dialog.addWords(QObject::tr("A copy is kept; certificates are signed for exactly these bytes, by whoever is in office on the planned filing "
                               "day."),
        true);
    if (standing > 0)
        dialog.addWords(QObject::tr("%1 on the present version become void when the bytes differ.")
                           .arg(counted(static_cast<std::int64_t>(standing), QObject::tr("signature"), QObject::tr("signatures"))));
    auto* day = new DayEdit(planned);
    auto* final = new QCheckBox(QObject::tr("This is the final draft"));
    final->setObjectName(QStringLiteral("final"));
    dialog.form().addField(QObject::tr("Planned filing"), day);
    dialog.form().addField(QObject::tr("Stage"), final, QObject::tr("Certificates are signed on a final draft only."));
    dialog.askReason();
    if (!dialog.ask())
        return std::nullopt;
    BindAnswer result;
    result.input.name = QFileInfo(file).fileName().toStdString();
    result.input.plannedFiling = day->day();
    result.input.isFinal = final->isChecked();
    result.reason = dialog.reason();
    return result;
}

std::optional<CheckAnswer> askTextToCheck(QWidget* parent, const QString& exhibit, const QString& signer)
{
    FormDialog dialog(parent, QObject::tr("Check a text against the form"), QObject::tr("Check the text"));
    dialog.addWords(QObject::tr("%1 of %2, as counsel drafted it or as it was filed. A draft that differs is a hard stop until a clean one is "
                               "checked.")
                       .arg(exhibit, signer));
    auto* text = new ProseField({}, kTextLines);
    text->setObjectName(QStringLiteral("text"));
    dialog.form().addField(QObject::tr("Text"), text, QObject::tr("Line breaks, runs of blanks and typographic quotes do not matter."));
    auto* open = new QPushButton(QObject::tr("Take it from a file…"));
    open->setAccessibleName(QObject::tr("Take the text from a file"));
    QObject::connect(open, &QPushButton::clicked, &dialog, [&dialog, text] {
        QFile file(askFileToOpen(&dialog, QObject::tr("Text of the certificate"), QObject::tr("Text (*.txt);;All files (*)")));
        if (!file.fileName().isEmpty() && file.open(QIODevice::ReadOnly))
            text->setPlainText(QString::fromUtf8(file.read(kLongestText)));
    });
    dialog.form().addWidget(open);
    auto* filed = new QCheckBox(QObject::tr("This is the exhibit as filed"));
    dialog.form().addField(QObject::tr("Stage"), filed);
    dialog.askReason(QObject::tr("Text checked against the form"));
    dialog.setCheck([=] { return text->typed().empty() ? QObject::tr("Paste the text first.") : QString(); });
    text->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    return CheckAnswer{text->toPlainText().toStdString(), filed->isChecked(), dialog.reason()};
}

void showTextFindings(QWidget* parent, const std::vector<Finding>& findings)
{
    if (findings.empty()) {
        showNotice(parent, QObject::tr("The text is the form"), QObject::tr("Nothing differs. The check is recorded."));
        return;
    }
    QStringList lines;
    for (const Finding& finding : findings)
        lines << QStringLiteral("• %1 %2").arg(plain(texts::what(finding)), plain(windowRemedy(finding.code, texts::remedy(finding))));
    showNotice(parent, QObject::tr("The text differs in %1").arg(counted(static_cast<std::int64_t>(findings.size()), QObject::tr("place"), QObject::tr("places"))),
        lines.join(QLatin1Char('\n')));
}

std::optional<FilingAnswer> askFiling(QWidget* parent, Instant now)
{
    FormDialog dialog(parent, QObject::tr("Mark the report as filed"), QObject::tr("Mark as filed"));
    dialog.addWords(QObject::tr("Afterwards nothing of this period is signed or changed any more. Every signature must have been made before "
                               "acceptance (Rule 302(b) of Regulation S-T, 17 CFR 232.302(b), as amended in force since 4 December 2020)."),
        true);
    auto* accession = new QLineEdit;
    accession->setObjectName(QStringLiteral("accession"));
    accession->setPlaceholderText(QStringLiteral("0000320193-26-000106"));
    dialog.form().addField(QObject::tr("Accession number"), accession);
    const QTimeZone zone = edgarZone();
    auto* accepted = new QDateTimeEdit;
    accepted->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    const QDateTime eastern = QDateTime::fromMSecsSinceEpoch(now.micros / kMicros, zone);
    accepted->setDateTime(QDateTime(eastern.date(), eastern.time()));
    dialog.form().addField(QObject::tr("Accepted"), accepted, QObject::tr("As the acceptance message says, in the time of %1.").arg(QString::fromLatin1(zone.id())));
    dialog.askReason();
    dialog.setCheck([=] {
        return certification::isAccessionNumber(accession->text().trimmed().toStdString())
            ? QString()
            : QObject::tr("An accession number is written 0000320193-26-000106.");
    });
    accession->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    const QDateTime at(accepted->date(), accepted->time(), zone);
    return FilingAnswer{accession->text().trimmed().toStdString(), Instant{at.toMSecsSinceEpoch() * kMicros}, dialog.reason()};
}

} // namespace oxseal::ui
