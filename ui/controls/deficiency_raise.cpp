// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/control_reads.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/controls/deficiency_dialogs.h"

#include <QCoreApplication>
#include <QLineEdit>

namespace oxseal::ui {
namespace {

using controls::DeficiencySource;

QString tr(const char* text) { return QCoreApplication::translate("Deficiencies", text); }

using Controls = std::vector<std::pair<std::string, std::string>>;

Result<Controls> readControls(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto all, controlOverview(workspace.db(), period));
    Controls out;
    for (const ControlStatus& each : all)
        out.emplace_back(each.row.control.code, each.row.control.description);
    return out;
}

struct RaiseAnswer
{
    DeficiencyWish wish;
    std::string reason;
};

std::optional<RaiseAnswer> askToRaise(const RaiseFrom& from, const Controls& controls)
{
    const bool byHand = from.source.source == DeficiencySource::Hand;
    FormDialog dialog(from.page, tr("Raise as a deficiency"), tr("Raise"));
    if (!from.about.isEmpty())
        dialog.addWords(from.about);
    dialog.addWords(tr("A candidate: somebody evaluates it, and another person concludes what it is."), true);
    auto* title = new QLineEdit;
    title->setObjectName(QStringLiteral("raise.title"));
    ChoiceBox::Choices codes{{QString(), tr("None named")}};
    for (const auto& [code, description] : controls)
        codes.emplace_back(QString::fromStdString(code), plain(code) + QLatin1Char(' ') + plain(description));
    auto* control = new ChoiceBox(codes, from.control);
    ChoiceBox::Choices assertions{{QString(), tr("None")}};
    for (const auto& [code, words] : {std::pair{"EO", tr("Existence or occurrence")}, {"C", tr("Completeness")}, {"AV", tr("Accuracy and valuation")}, {"CO", tr("Cut-off")},
             {"RO", tr("Rights and obligations")}, {"PD", tr("Presentation and disclosure")}})
        assertions.emplace_back(QLatin1String(code), QLatin1String(code) + QLatin1Char(' ') + words);
    auto* assertion = new ChoiceBox(assertions);
    ChoiceBox::Choices entities{{QString(), tr("The group")}};
    for (const Entity& entity : from.session->entities())
        entities.emplace_back(plain(entity.code), plain(entity.code) + QLatin1Char(' ') + plain(entity.name));
    ChoiceBox* entity = byHand ? new ChoiceBox(entities, from.session->entity()) : nullptr;
    QLineEdit* account = byHand ? new QLineEdit : nullptr;
    Form& form = dialog.form();
    form.addField(tr("What does not work"), title, tr("A few words, such as: the reconciliation of 1010 is late"));
    if (byHand) {
        form.addField(tr("Entity"), entity);
        form.addField(tr("Account"), account, tr("Its number; empty: none"));
    }
    form.addField(tr("Assertion"), assertion);
    form.addField(tr("Control that should have caught it"), control);
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        if (title->text().trimmed().isEmpty())
            return tr("Say what does not work.");
        return account != nullptr && !account->text().trimmed().isEmpty() && entity->value().isEmpty() ? tr("Choose the account's entity.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    RaiseAnswer answer;
    answer.wish.title = title->text().trimmed().toStdString();
    answer.wish.control = control->value().toStdString();
    answer.wish.assertion = assertion->value().toStdString();
    if (byHand) {
        answer.wish.entity = entity->value().toStdString();
        answer.wish.account = account->text().trimmed().toStdString();
    }
    answer.wish.source = from.source;
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace

void raiseAsDeficiency(const RaiseFrom& from)
{
    if (!from.session->period())
        return;
    const PeriodRow period = *from.session->period();
    from.session->read(
        from.page, [period](Workspace& workspace) { return readControls(workspace, period); },
        [from, period](Result<Controls> known) {
            if (!known) {
                from.failed(known.error());
                return;
            }
            const auto answer = askToRaise(from, *known);
            if (!answer)
                return;
            from.session->act(
                from.page, tr("Raising a deficiency"),
                [period, answer = *answer](Workspace& workspace, const Progress&) { return raiseDeficiency(workspace, period, answer.wish, answer.reason); },
                [from](Result<std::int64_t> id) {
                    if (!id)
                        from.failed(id.error());
                    else
                        from.raised(QString::number(*id));
                });
        });
}

} // namespace oxseal::ui
