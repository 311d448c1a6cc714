// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/pack_desk.h"

#include "ui/access/decision_bar.h"
#include "ui/access/review_dialogs.h"
#include "ui/access/review_words.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

using access::Decision;

constexpr int kBesideWidth = 336;
constexpr int kWidth = 1200;
constexpr int kHeight = 720;

QString flagsOf(const std::vector<std::string>& names, const QString& between = QStringLiteral(", "))
{
    QStringList words;
    for (const std::string& name : names) {
        const auto flag = access::lineFlagFromName(name);
        words << (flag ? flagWord(*flag) : plain(name));
    }
    return words.join(between);
}

QString dash(const std::string& text) { return text.empty() ? QStringLiteral("–") : plain(text); }

std::shared_ptr<ListData> tableOf(const access::AnswerSheet& sheet, const std::map<std::int64_t, access::Answer>& answers)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("decision"), QObject::tr("Decision"), ColumnKind::Status, 96},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 88},
        {QStringLiteral("person"), QObject::tr("Person"), ColumnKind::Text, 128},
        {QStringLiteral("entitlement"), QObject::tr("Permission"), ColumnKind::Text, 208},
        {QStringLiteral("flags"), QObject::tr("Flags"), ColumnKind::Text, 190},
        {QStringLiteral("reason"), QObject::tr("Reason"), ColumnKind::Text, 120},
        {QStringLiteral("comment"), QObject::tr("Comment"), ColumnKind::Text, 140},
    });
    for (const access::SheetLine& line : sheet.lines) {
        const auto answer = answers.find(line.row);
        const bool open = answer == answers.end();
        TableCell decision = open ? TableCell(QObject::tr("Open")) : TableCell(decisionMark(answer->second.decision), decisionWord(answer->second.decision));
        QString reason = open || answer->second.code.empty() ? QString() : codeWord(answer->second.code);
        if (!open && !answer->second.target.empty())
            reason += QObject::tr(" → %1").arg(plain(answer->second.target));
        list->add(QString::number(line.row), {decision, plain(line.account), line.person.empty() ? QObject::tr("nobody") : plain(line.person), plain(line.entitlement),
                                                 flagsOf(line.flags), reason, open ? QString() : plain(answer->second.comment)});
    }
    return list;
}

ContextCard* cardOf(const access::SheetLine& line, const std::map<std::int64_t, access::Answer>& answers)
{
    auto* card = new ContextCard(plain(line.name.empty() ? line.account : line.name));
    if (const auto answer = answers.find(line.row); answer != answers.end())
        card->setMark(decisionMark(answer->second.decision), decisionWord(answer->second.decision));
    card->addFact(QObject::tr("Account"), plain(line.account));
    card->addFact(QObject::tr("Person"), line.person.empty() ? QObject::tr("nobody") : plain(line.person));
    card->addFact(QObject::tr("Worker"), dash(line.subject));
    card->addFact(QObject::tr("Permission"), plain(line.entitlement));
    if (!line.means.empty())
        card->addText(plain(line.means));
    card->addFact(QObject::tr("Last used"), line.lastUsed.empty() ? QObject::tr("not known") : plain(line.lastUsed));
    card->addFact(QObject::tr("Peers"), line.peers.empty() ? QObject::tr("nobody of the same department and title") : QObject::tr("%1 hold it").arg(plain(line.peers)));
    card->addFact(QObject::tr("Last time"), line.earlier.empty() ? QObject::tr("no decision on this access") : plain(line.earlier));
    if (!line.flags.empty()) {
        card->addSection(QObject::tr("Flags"));
        card->addText(flagsOf(line.flags));
    }
    if (!line.conflicts.empty()) {
        card->addSection(QObject::tr("Duties in conflict"));
        for (const std::string& rule : line.conflicts)
            card->addText(plain(rule));
    }
    if (!line.unknown.empty()) {
        card->addSection(QObject::tr("Not known"));
        card->addText(QObject::tr("The listing does not say enough about: %1.").arg(flagsOf(line.unknown, QStringLiteral("; ")).toLower()), true);
    }
    if (!line.source.empty()) {
        card->addSection(QObject::tr("Source"));
        card->addText(plain(line.source));
    }
    return card;
}

} // namespace

PackDesk::PackDesk(Environment environment, std::shared_ptr<const OpenedPack> pack, QWidget* parent)
    : QDialog(parent)
    , environment_(std::move(environment))
    , pack_(std::move(pack))
{
    const access::AnswerSheet& sheet = pack_->sheet;
    setWindowTitle(tr("Access review of %1, %2").arg(plain(sheet.system), plain(sheet.period)));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(kWidth, kHeight);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(kGap12);
    rows->addWidget(createHead());
    auto* columns = new QHBoxLayout;
    columns->setSpacing(kGap12);
    lines_ = new TablePanel(tr("Lines of the pack"));
    lines_->setNouns(tr("line"), tr("lines"));
    beside_ = new QScrollArea;
    beside_->setWidgetResizable(true);
    beside_->setFixedWidth(kBesideWidth);
    beside_->setFrameShape(QFrame::NoFrame);
    beside_->setAccessibleName(tr("About the selected line"));
    columns->addWidget(lines_, 1);
    columns->addWidget(beside_);
    rows->addLayout(columns, 1);
    bar_ = new DecisionBar;
    bar_->setHint(tr("The keys decide the selected line and go on to the next open one. Lines that you leave open stay undecided in the review."));
    rows->addWidget(bar_);
    rows->addWidget(createButtons());
    connect(lines_, &TablePanel::currentChanged, this, &PackDesk::showLine);
    connect(bar_, &DecisionBar::decided, this, &PackDesk::decide);
    connect(bar_, &DecisionBar::undone, this, &PackDesk::undo);
    connect(bar_, &DecisionBar::commented, this, [this] { lines_->view().setFocus(); });
    addKeys();
    fill();
    goOn(-1);
    lines_->view().setFocus();
}

QWidget* PackDesk::createHead()
{
    const access::AnswerSheet& sheet = pack_->sheet;
    auto* head = new QWidget;
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kGap4);
    rows->addWidget(label(QStringLiteral("%1 · %2").arg(plain(sheet.system), plain(sheet.period)), role::kSectionTitle));
    facts_ = label({}, role::kSecondary, true);
    rows->addWidget(facts_);
    progress_ = new QProgressBar;
    progress_->setAccessibleName(tr("Lines answered"));
    progress_->setTextVisible(false);
    progress_->setMaximum(static_cast<int>(sheet.lines.size()));
    rows->addWidget(progress_);
    return head;
}

QWidget* PackDesk::createButtons()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    whyNot_ = label({}, role::kCaption, true);
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    save_ = new QPushButton(tr("Save signed answers…"));
    save_->setObjectName(role::kPrimary);
    save_->setAutoDefault(false);
    row->addWidget(whyNot_, 1);
    row->addWidget(close);
    row->addWidget(save_);
    connect(close, &QPushButton::clicked, this, &PackDesk::reject);
    connect(save_, &QPushButton::clicked, this, &PackDesk::save);
    return box;
}

void PackDesk::addKeys()
{
    const auto add = [this](Qt::Key key, auto run) {
        auto* shortcut = new QShortcut(QKeySequence(key), lines_);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    for (const Decision decision : {Decision::Keep, Decision::Revoke, Decision::Reduce, Decision::NotMine, Decision::Unsure})
        add(keyOf(decision), [this, decision] { decide(decision); });
    add(Qt::Key_C, [this] { bar_->focusComment(); });
    add(Qt::Key_Z, [this] { undo(); });
}

void PackDesk::fill()
{
    const access::AnswerSheet& sheet = pack_->sheet;
    const QString handle = lines_->currentHandle();
    lines_->setData(tableOf(sheet, answers_));
    if (!handle.isEmpty())
        lines_->select(handle);
    progress_->setValue(static_cast<int>(answers_.size()));
    facts_->setText(tr("%1, for %2: %3 of the listing of %4, %5 answered. Your answers are signed with your key; whoever runs the review merges them.")
                        .arg(plain(sheet.company), plain(sheet.reviewer), counted(static_cast<std::int64_t>(sheet.lines.size()), tr("line"), tr("lines")), day(sheet.asOf),
                            count(static_cast<std::int64_t>(answers_.size()))));
    const QString why = answers_.empty() ? tr("Answer at least one line first.") : QString();
    save_->setEnabled(why.isEmpty());
    save_->setToolTip(why);
    whyNot_->setText(why);
}

const access::SheetLine* PackDesk::current() const
{
    bool number = false;
    const qint64 row = lines_->currentHandle().toLongLong(&number);
    return number ? pack_->sheet.line(row) : nullptr;
}

void PackDesk::showLine(const QString&)
{
    const access::SheetLine* line = current();
    bar_->setWhyNot(line == nullptr ? tr("Select a line first.") : QString());
    beside_->setWidget(line == nullptr ? new QWidget : static_cast<QWidget*>(cardOf(*line, answers_)));
}

void PackDesk::decide(Decision decision)
{
    const access::SheetLine* line = current();
    if (line == nullptr)
        return;
    if (decision == Decision::Keep) {
        put({line->row, decision, {}, {}, {}});
    } else if (decision == Decision::Reduce) {
        LineRow shown;
        shown.row = line->row;
        shown.entitlement = line->entitlement;
        if (const auto answer = askReduction(this, shown))
            put({line->row, decision, answer->code, answer->target, answer->comment});
    } else {
        QMenu* menu = codeMenu(this, decision, [this, row = line->row, decision](const std::string& code) { put({row, decision, code, {}, {}}); });
        menu->popup(bar_->button(decision)->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
    }
}

void PackDesk::put(access::Answer answer)
{
    if (answer.comment.empty())
        answer.comment = bar_->comment().toStdString();
    bar_->clearComment();
    before_ = answers_;
    const std::int64_t row = answer.row;
    bar_->offerUndo(tr("Undo: %1 on %2  Z").arg(decisionWord(answer.decision).toLower(), plain(pack_->sheet.line(row)->account)));
    answers_[row] = std::move(answer);
    unsaved_ = true;
    fill();
    goOn(row);
}

void PackDesk::undo()
{
    if (!bar_->undoOffered())
        return;
    answers_ = before_;
    bar_->endUndo();
    fill();
    showLine({});
}

void PackDesk::goOn(std::int64_t from)
{
    const auto& lines = pack_->sheet.lines;
    // The next open one, from the beginning again at the end; where none is left, the next line.
    std::int64_t next = -1;
    for (const bool after : {true, false}) {
        for (const access::SheetLine& line : lines) {
            if (next < 0 && (line.row > from) == after && line.row != from && !answers_.contains(line.row))
                next = line.row;
        }
    }
    lines_->select(QString::number(next >= 0 ? next : from >= 0 ? from : lines.empty() ? 0 : lines.front().row));
    showLine({});
}

void PackDesk::save()
{
    const QString file = askFileToSave(this, tr("Save the signed answers"), QString::fromStdString(pack_->sheet.login) + QStringLiteral(".oxreply"), tr("Signed answers (*.oxreply)"));
    if (!file.isEmpty())
        saveTo(file);
}

void PackDesk::saveTo(const QString& file)
{
    std::vector<access::Answer> answers;
    for (const auto& [row, answer] : answers_)
        answers.push_back(answer);
    save_->setEnabled(false);
    savePrepared(
        this, file, [pack = pack_, answers = std::move(answers), environment = environment_] { return signedAnswers(*pack, answers, environment); },
        [this, file](const Status& done) {
            save_->setEnabled(true);
            if (!done) {
                showProblem(this, done.error());
                return;
            }
            unsaved_ = false;
            whyNot_->setText(tr("Saved to %1. Send it to whoever runs the review.").arg(file));
            Q_EMIT saved(file);
        });
}

void PackDesk::reject()
{
    if (unsaved_) {
        FormDialog dialog(this, tr("Close without saving?"), tr("Close"));
        dialog.addWords(tr("%1 answered and not saved as signed answers. Nothing of it is kept.").arg(counted(static_cast<std::int64_t>(answers_.size()), tr("line is"), tr("lines are"))));
        if (!dialog.ask())
            return;
    }
    QDialog::reject();
}

} // namespace oxseal::ui
