// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_card.h"

#include "models/core/money.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/imports/explain_lines.h"
#include "ui/imports/import_words.h"
#include "ui/imports/ipe_form.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kDialogHeight = 640;
constexpr int kTextHeight = 96;

/// Buttons at the foot of a dialog; `why` is asked whenever something was typed.
QPushButton* addButtons(QDialog& dialog, QVBoxLayout* layout, const QString& verb)
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* back = new QPushButton(QObject::tr("Cancel"));
    auto* go = new QPushButton(verb);
    go->setObjectName(role::kPrimary);
    go->setDefault(true);
    row->addWidget(back);
    row->addWidget(go);
    layout->addLayout(row);
    QObject::connect(back, &QPushButton::clicked, &dialog, &QDialog::reject);
    QObject::connect(go, &QPushButton::clicked, &dialog, &QDialog::accept);
    return go;
}

void addIpe(ContextCard& out, const ImportedFile& file)
{
    out.addSection(QObject::tr("How it was produced"));
    if (!file.ipe.card) {
        out.addText(file.outside ? QObject::tr("The file comes from outside the company; no card is asked for.")
                                 : QObject::tr("Nothing is recorded. Without a count at the source its completeness is not shown."),
            true);
        return;
    }
    const auto& c = *file.ipe.card;
    const auto fact = [&](const QString& name, const std::string& value) {
        if (!value.empty())
            out.addFact(name, plain(value));
    };
    fact(QObject::tr("Source system"), c.system);
    fact(QObject::tr("Report"), c.report);
    out.addFact(QObject::tr("Type"), reportTypeWord(c.type));
    fact(QObject::tr("Query"), c.query);
    fact(QObject::tr("Run by"), c.runBy);
    fact(QObject::tr("Run at"), c.runAt);
    if (c.logicChanged)
        out.addFact(QObject::tr("Logic last changed"), day(c.logicChanged));
    if (c.baselineTested)
        out.addFact(QObject::tr("Baseline test"), day(c.baselineTested) + QStringLiteral(" ") + plain(c.baselineBy));
    if (c.sourceRows)
        out.addFact(QObject::tr("Rows at the source"), count(*c.sourceRows));
    out.addFact(QObject::tr("Rows imported"), count(c.importedRows));
    if (c.sourceRows)
        out.addFact(QObject::tr("Difference"), count(controls::rowDifference(c)));
    if (c.sourceTotal) {
        out.addFact(QObject::tr("Total at the source"), amount(*c.sourceTotal, file.info.moneyDigits));
        out.addFact(QObject::tr("Total imported"), c.importedTotal ? amount(*c.importedTotal, file.info.moneyDigits) : QObject::tr("none"));
    }
    out.addFact(QObject::tr("Screenshot"), c.screenshot ? QObject::tr("on file") : QObject::tr("none"));
    for (const auto& one : file.ipe.explanations)
        out.addText(QObject::tr("%1 explained: %2").arg(counted(one.rows, QObject::tr("row"), QObject::tr("rows")), plain(one.text)));
}

void addReport(ContextCard& out, const ImportedFile& file)
{
    const Json& report = file.info.report;
    if (file.ipe.rejectedRows > 0) {
        out.addSection(QObject::tr("Rejected rows"));
        constexpr std::size_t most = 12;
        const auto& rejected = report["rejected"].toArray();
        for (std::size_t i = 0; i < std::min(most, rejected.size()); ++i) {
            std::vector<std::string> arguments;
            for (const auto& argument : rejected[i]["arguments"].toArray())
                arguments.push_back(argument.toString());
            out.addText(QObject::tr("Line %1: %2").arg(rejected[i]["row"].toInteger()).arg(sentence(rejected[i]["reason"].toString().c_str(), arguments)));
        }
        if (rejected.size() > most)
            out.addText(QObject::tr("and %1 more").arg(count(static_cast<std::int64_t>(rejected.size() - most))), true);
    }
    if (file.info.redaction.toArray().empty())
        return;
    out.addSection(QObject::tr("Taken out before storing"));
    for (const auto& one : file.info.redaction.toArray()) {
        const std::string& rule = one["rule"].toString();
        const QString place = rule == "above_header" ? QObject::tr("Above the header") : plain(one["header"].toString());
        const QString action = rule == "workbook" ? QObject::tr("left out")
            : one["action"].toString() == "mask"   ? QObject::tr("masked")
                                                   : QObject::tr("emptied");
        const QString taken = QObject::tr("%1: %2, %3").arg(place, sensitiveWord(one["class"].toString()), action);
        out.addText(one["cells"].isInteger() ? QObject::tr("%1 in %2").arg(taken, counted(one["cells"].toInteger(), QObject::tr("cell"), QObject::tr("cells"))) : taken);
    }
}

} // namespace

QString groupedDigest(const std::string& hex)
{
    QStringList groups;
    for (std::size_t at = 0; at < hex.size(); at += 8)
        groups << QString::fromStdString(hex.substr(at, 8));
    return groups.join(QLatin1Char(' '));
}

ContextCard* importCard(const ImportedFile& file)
{
    const auto& info = file.info;
    auto* out = new ContextCard(plain(info.fileName));
    out->addFact(QObject::tr("Kind"), importKindWord(info.key.kind));
    if (!info.key.subject.empty())
        out->addFact(QObject::tr("System or account"), plain(info.key.subject));
    out->addFact(QObject::tr("Entity"), info.key.entity.empty() ? QObject::tr("The group") : plain(info.key.entity));
    out->addFact(QObject::tr("As of"), day(info.asOf));
    out->addFact(QObject::tr("Rows"), count(static_cast<std::int64_t>(info.rows)));
    out->addFact(QObject::tr("Rejected"), count(file.ipe.rejectedRows));
    if (!info.openingBalance.empty())
        out->addFact(QObject::tr("Opening"), plain(info.openingBalance + " " + info.currency));
    if (!info.closingBalance.empty())
        out->addFact(QObject::tr("Closing"), plain(info.closingBalance + " " + info.currency));
    out->addFact(QObject::tr("Imported by"), plain(file.importedBy));
    out->addFact(QObject::tr("Imported at"), when(info.importedAt));
    if (file.replaced)
        out->addText(QObject::tr("A newer file of the same kind has replaced it."), true);
    addIpe(*out, file);
    addReport(*out, file);
    out->addSection(QObject::tr("Identity"));
    out->addFact(QObject::tr("Parser"), plain(info.parser + " " + info.parserVersion));
    out->addFact(QObject::tr("SHA-256 as it came"), groupedDigest(info.original.hex()));
    if (info.original != info.sha256)
        out->addFact(QObject::tr("SHA-256 as kept"), groupedDigest(info.sha256.hex()));
    return out;
}

std::optional<IpeInput> askForCard(QWidget* parent, const ImportedFile& file)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(QObject::tr("How %1 was produced").arg(plain(file.info.fileName)));
    dialog.resize(kTextMeasure, kDialogHeight);
    auto* layout = new QVBoxLayout(&dialog);
    layout->addWidget(label(dialog.windowTitle(), role::kSectionTitle, true));
    auto* form = new IpeForm;
    if (file.ipe.card)
        form->setCard(*file.ipe.card, file.info.moneyDigits);
    else
        form->setSystem(plain(file.info.key.subject));
    layout->addWidget(scrolled(form), 1);
    auto* go = addButtons(dialog, layout, QObject::tr("Enter the card"));
    const auto update = [&] {
        setReason(go, form->empty() ? QObject::tr("Fill in what is known about the report first.") : form->problem());
    };
    QObject::connect(form, &IpeForm::edited, &dialog, update);
    update();
    return dialog.exec() == QDialog::Accepted ? form->input() : std::nullopt;
}

std::optional<Explanation> askForExplanation(QWidget* parent, const ImportedFile& file)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(QObject::tr("Explain the difference"));
    dialog.setMinimumWidth(kTextMeasure);
    auto* layout = new QVBoxLayout(&dialog);
    layout->setSpacing(kGap12);
    layout->addWidget(label(dialog.windowTitle(), role::kSectionTitle));
    const std::int64_t open = openDifference(file.ipe);
    layout->addWidget(label(QObject::tr("Not yet explained: %1.").arg(counted(open, QObject::tr("row"), QObject::tr("rows"))), {}, true));
    auto* form = new Form;
    auto* rows = new QLineEdit(QString::number(open));
    form->addField(QObject::tr("Rows this accounts for"), rows, QObject::tr("Negative when the file has more rows than the source."));
    auto* text = new QPlainTextEdit;
    text->setTabChangesFocus(true);
    text->setFixedHeight(kTextHeight);
    form->addField(QObject::tr("Explanation"), text, QObject::tr("Which rows, and why they are missing or extra."));
    layout->addWidget(form);
    auto* go = addButtons(dialog, layout, QObject::tr("Record the explanation"));
    const auto update = [&] {
        bool number = false;
        (void)rows->text().toLongLong(&number);
        setReason(go, !number ? QObject::tr("Write the rows as a whole number.")
                : text->toPlainText().trimmed().isEmpty() ? QObject::tr("Write the explanation first.") : QString());
    };
    QObject::connect(rows, &QLineEdit::textChanged, &dialog, update);
    QObject::connect(text, &QPlainTextEdit::textChanged, &dialog, update);
    update();
    text->setFocus();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return Explanation{rows->text().toLongLong(), text->toPlainText().trimmed().toStdString()};
}

} // namespace oxseal::ui
