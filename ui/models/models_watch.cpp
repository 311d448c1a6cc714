// SPDX-License-Identifier: GPL-3.0-or-later
// Whose a model is, and performing its matches again blind, on the page of models.
#include "storage/actions/scorecard_actions.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/models/models_page.h"
#include "ui/recon/recon_words.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QTabWidget>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kFewest = 25; ///< a monthly sample of a daily control (domain: 25 to 59)
constexpr int kMost = 500;

QString lineWords(const ReconLineRow& line, int digits)
{
    return QStringLiteral("L%1 · %2 · %3 · %4 %5").arg(line.id).arg(day(line.day), exactAmount(line.amount, digits), plain(line.reference), plain(line.description)).trimmed();
}

/// Which lines of the books belong to these of the bank; nullopt when the person turns back. An empty answer says: none.
struct BlindWords
{
    std::vector<std::int64_t> lines;
    std::string reason;
};
std::optional<BlindWords> askBlind(QWidget* parent, const BlindItem& item)
{
    FormDialog dialog(parent, QObject::tr("Item %1 of sample %2").arg(item.place).arg(item.sample), QObject::tr("Answer"));
    dialog.addWords(QObject::tr("Account %1, amounts in %2. What the engine chose is not shown.").arg(plain(item.account), plain(item.currency)), true);
    for (const ReconLineRow& line : item.bank)
        dialog.addWords(QObject::tr("Bank: %1").arg(lineWords(line, item.digits)));
    auto* list = new QListWidget;
    for (const ReconLineRow& line : item.candidates) {
        auto* entry = new QListWidgetItem(lineWords(line, item.digits), list);
        entry->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        entry->setCheckState(Qt::Unchecked);
        entry->setData(Qt::UserRole, QVariant::fromValue<qlonglong>(line.id));
    }
    list->setMinimumHeight(8 * kRowHeight);
    dialog.form().addField(QObject::tr("Lines of the books that belong to it"), list, QObject::tr("Tick none when none fits. An answer is given once."));
    dialog.askReason();
    if (!dialog.ask())
        return std::nullopt;
    BlindWords out;
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->checkState() == Qt::Checked)
            out.lines.push_back(list->item(row)->data(Qt::UserRole).toLongLong());
    }
    out.reason = dialog.reason().toStdString();
    return out;
}

} // namespace

QString ModelsPage::whyNotCard() const
{
    if (const QString why = whyNotWrite(Permission::ManageCompany); !why.isEmpty())
        return why;
    return currentModel() == nullptr || tabs_->currentIndex() != Register ? tr("Choose a model under Register first.") : QString();
}

QString ModelsPage::whyNotSample() const
{
    if (!session().period())
        return tr("There is no period yet.");
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    return contents_.automatic == 0 ? tr("No match of this period stands without a person; there is nothing to draw from.") : QString();
}

const BlindSampleRow* ModelsPage::openSample() const
{
    const auto found = std::find_if(contents_.samples.begin(), contents_.samples.end(), [](const BlindSampleRow& each) { return each.answered < each.size; });
    return found == contents_.samples.end() ? nullptr : &*found;
}

QString ModelsPage::whyNotAnswer() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    if (contents_.samples.empty())
        return tr("Draw a blind sample of this period first.");
    return openSample() == nullptr ? tr("Every item of every sample of this period has its answer.") : QString();
}

void ModelsPage::editCard()
{
    const ModelEntry* entry = currentModel();
    if (entry == nullptr)
        return;
    const std::string model = entry->id;
    FormDialog dialog(this, tr("Owner and use: %1").arg(plain(entry->title)), tr("Record"));
    dialog.addWords(tr("The rest of the card is filled by the program from what it has recorded."), true);
    ChoiceBox::Choices logins;
    for (const std::string& login : contents_.logins)
        logins.emplace_back(QString::fromStdString(login), plain(login));
    auto* owner = new ChoiceBox(logins, QString::fromStdString(entry->people.owner));
    auto* tier = new ChoiceBox({{QStringLiteral("low"), tr("Low")}, {QStringLiteral("medium"), tr("Medium")}, {QStringLiteral("high"), tr("High")}},
        entry->people.tier.empty() ? QStringLiteral("medium") : QString::fromStdString(entry->people.tier));
    auto* use = new QLineEdit(QString::fromStdString(entry->people.useCase));
    auto* fallback = new QLineEdit(QString::fromStdString(entry->people.fallback));
    dialog.form().addField(tr("Owner"), owner, tr("Who answers for it."));
    dialog.form().addField(tr("Risk tier"), tier, tr("How much of financial reporting hangs on it."));
    dialog.form().addField(tr("Used for"), use);
    dialog.form().addField(tr("Without it"), fallback, tr("What is done when it is switched off."));
    dialog.askReason();
    if (!dialog.ask())
        return;
    const CardWords words{model, owner->value().toStdString(), tier->value().toStdString(), use->text().trimmed().toStdString(), fallback->text().trimmed().toStdString()};
    act(
        tr("Recording owner and use"), [words, reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) { return setModelCard(workspace, words, reason); },
        [this](const Status&) { Q_EMIT said(tr("Recorded.")); });
}

void ModelsPage::drawSample()
{
    const PeriodRow period = *session().period();
    FormDialog dialog(this, tr("Draw a blind sample"), tr("Draw"));
    dialog.addWords(tr("From %1 that stand without a person. The population is fixed; the seed comes from internal audit or a published value.")
                        .arg(counted(static_cast<std::int64_t>(contents_.automatic), tr("match"), tr("matches"))));
    auto* seed = new QLineEdit;
    seed->setObjectName(QStringLiteral("models.seed"));
    auto* size = new QSpinBox;
    size->setRange(1, kMost);
    size->setValue(kFewest);
    dialog.form().addField(tr("Seed"), seed, tr("Kept with the sample, so that anybody can draw it again."));
    dialog.form().addField(tr("Items"), size, tr("All of them when there are fewer."));
    dialog.setCheck([seed] { return seed->text().trimmed().isEmpty() ? tr("Give the seed.") : QString(); });
    dialog.askReason(tr("Monthly blind sample"));
    if (!dialog.ask())
        return;
    act(
        tr("Drawing the sample"),
        [period, seed = seed->text().trimmed().toStdString(), size = static_cast<std::size_t>(size->value()), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return drawBlindSample(workspace, period, seed, size, reason); },
        [this](Result<BlindSampleRow> row) { Q_EMIT said(tr("Sample %1 is drawn: %2.").arg(row->id).arg(counted(row->size, tr("item"), tr("items")))); });
}

void ModelsPage::answerNext()
{
    const BlindSampleRow* sample = openSample();
    if (sample == nullptr)
        return;
    session().read(
        this,
        [id = sample->id](Workspace& workspace) -> Result<BlindItem> {
            OXSEAL_TRY(const std::int64_t place, nextBlindPlace(workspace.db(), id));
            return blindItem(workspace, id, place);
        },
        [this](Result<BlindItem> item) {
            if (!item) {
                complain(item.error());
                return;
            }
            if (item->madeBy == session().actor().person) {
                Q_EMIT said(tr("You ran this matching; another person performs it again."));
                return;
            }
            const auto answer = askBlind(this, *item);
            if (!answer)
                return;
            act(
                tr("Answering item %1").arg(item->place),
                [blind = BlindAnswer{item->sample, item->place, answer->lines}, reason = answer->reason](Workspace& workspace, const Progress&) {
                    return answerBlind(workspace, blind, reason);
                },
                [this](Result<bool> same) {
                    Q_EMIT said(*same ? tr("The engine had chosen the same.") : tr("The engine had chosen otherwise. Matching without a person stops with the next scorecard."));
                });
        });
}

} // namespace oxseal::ui
