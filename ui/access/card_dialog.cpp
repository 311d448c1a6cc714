// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/card_dialog.h"

#include "ui/access/account_facts.h"
#include "ui/access/decision_bar.h"
#include "ui/access/review_dialogs.h"
#include "ui/access/review_words.h"
#include "ui/common/parts.h"
#include "ui/common/plain_table.h"
#include "ui/common/words.h"

#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace oxseal::ui {
namespace {

using access::Decision;

constexpr QSize kSize(1040, 560);

std::vector<TableColumn> columnsOf()
{
    return {{QStringLiteral("decision"), QObject::tr("Decision"), ColumnKind::Status, 120},
        {QStringLiteral("entitlement"), QObject::tr("Permission"), ColumnKind::Text, 240},
        {QStringLiteral("account"), QObject::tr("Account id"), ColumnKind::Id, 104},
        {QStringLiteral("allows"), QObject::tr("Allows"), ColumnKind::Text, 184},
        {QStringLiteral("used"), QObject::tr("Last used"), ColumnKind::Date, 96},
        {QStringLiteral("peers"), QObject::tr("Peers"), ColumnKind::Number, 80},
        {QStringLiteral("flags"), QObject::tr("Flags"), ColumnKind::Status, 184}};
}

/// A word for the whole card passes these by: each needs its own look.
bool needsOwnWord(const LineRow& line)
{
    return line.flags.alarming() || line.mayBePrivileged();
}

QString aboutOf(const access::Worker* worker, const LineRow& line)
{
    if (worker == nullptr)
        return QObject::tr("Belongs to nobody (%1)").arg(matchedWord(line.matchedBy));
    QStringList facts;
    for (const std::string& fact : {worker->employeeId, worker->title, worker->department, worker->status}) {
        if (!fact.empty())
            facts << plain(fact);
    }
    if (worker->termination)
        facts << QObject::tr("last day %1").arg(day(worker->termination));
    return facts.join(QStringLiteral(" · "));
}

} // namespace

std::vector<ReviewCard> reviewCards(const ReviewBasis& basis, const std::vector<LineRow>& lines, const NonHumanSheet* nonHuman)
{
    std::vector<ReviewCard> cards;
    std::map<std::string, std::size_t> known;
    for (const LineRow& line : lines) {
        const std::string key = line.subject.empty() ? "account:" + line.account : "person:" + line.subject;
        const auto [found, fresh] = known.try_emplace(key, cards.size());
        if (fresh) {
            const access::Worker* worker = basis.workerOf(static_cast<std::size_t>(line.row));
            const std::string& named = worker != nullptr ? worker->name : line.accountName.empty() ? line.account : line.accountName;
            const access::NonHumanAccount* account = nonHuman == nullptr ? nullptr : nonHuman->of(basis.lines[static_cast<std::size_t>(line.row)].account);
            const QString about = aboutOf(worker, line);
            cards.push_back({plain(named), account == nullptr ? about : about + QStringLiteral(" · ") + factWords(*account, basis.roster), {}});
        }
        cards[found->second].lines.push_back(line);
    }
    return cards;
}

CardDialog::CardDialog(std::shared_ptr<const ReviewBasis> basis, std::vector<ReviewCard> cards, QWidget* parent)
    : QDialog(parent)
    , basis_(std::move(basis))
    , cards_(std::move(cards))
{
    setWindowTitle(tr("Review person by person"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kGap12);
    auto* head = new QHBoxLayout;
    title_ = label({}, role::kSectionTitle);
    progress_ = label({}, role::kCaption);
    head->addWidget(title_, 1);
    head->addWidget(progress_);
    layout->addLayout(head);
    about_ = label({}, role::kSecondary, true);
    layout->addWidget(about_);
    table_ = new PlainTable(tr("Access of this person"), true);
    layout->addWidget(table_, 1);
    bar_ = new DecisionBar;
    bar_->setHint(tr("The keys decide the selected line and go on to the next open one; Z takes the last word back."));
    layout->addWidget(bar_);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(kGap);
    keepPlain_ = new CommandButton({QStringLiteral("card.keep_plain"), tr("Keep all without a flag  A"), [this] { keepPlain(); }, {}, {}, false, {}});
    auto* skipped = new CommandButton({QStringLiteral("card.skip"), tr("Skip  S"), [this] { skip(); }, {}, {}, false, {}});
    record_ = new CommandButton({QStringLiteral("card.record"), tr("Record and go on  Ctrl+Return"), [this] { record(); }, {}, {}, true, {}});
    why_ = label({}, role::kCaption, true);
    foot->addWidget(keepPlain_);
    foot->addWidget(skipped);
    foot->addWidget(why_, 1);
    foot->addWidget(record_);
    for (QPushButton* button : {static_cast<QPushButton*>(keepPlain_), static_cast<QPushButton*>(skipped), static_cast<QPushButton*>(record_)}) {
        button->setAutoDefault(false);
        button->setFocusPolicy(Qt::TabFocus);
    }
    layout->addLayout(foot);
    resize(kSize);
    connect(bar_, &DecisionBar::decided, this, &CardDialog::decide);
    connect(bar_, &DecisionBar::commented, this, [this] { table_->setFocus(); });
    createKeys();
    showCard();
}

void CardDialog::createKeys()
{
    for (const Decision decision : {Decision::Keep, Decision::Revoke, Decision::Reduce, Decision::NotMine, Decision::Unsure})
        connect(new QShortcut(QKeySequence(keyOf(decision)), this), &QShortcut::activated, this, [this, decision] { decide(decision); });
    const auto key = [this](const QKeySequence& sequence, void (CardDialog::*act)()) {
        connect(new QShortcut(sequence, this), &QShortcut::activated, this, act);
    };
    key(QKeySequence(Qt::Key_A), &CardDialog::keepPlain);
    key(QKeySequence(Qt::Key_S), &CardDialog::skip);
    key(QKeySequence(Qt::Key_Z), &CardDialog::takeBack);
    key(QKeySequence(Qt::CTRL | Qt::Key_Return), &CardDialog::record);
    key(QKeySequence(Qt::CTRL | Qt::Key_Enter), &CardDialog::record);
    connect(new QShortcut(QKeySequence(Qt::Key_C), this), &QShortcut::activated, bar_, &DecisionBar::focusComment);
}

void CardDialog::showCard()
{
    const ReviewCard& card = cards_[at_];
    words_.assign(card.lines.size(), std::nullopt);
    given_.clear();
    title_->setText(card.title);
    about_->setText(card.about);
    progress_->setText(tr("Card %1 of %2").arg(count(static_cast<std::int64_t>(at_ + 1)), count(static_cast<std::int64_t>(cards_.size()))));
    bar_->clearComment();
    fill(0);
    table_->setFocus();
}

void CardDialog::fill(std::size_t currentLine)
{
    const ReviewCard& card = cards_[at_];
    auto rows = std::make_shared<ListData>(columnsOf());
    std::size_t own = 0;
    for (std::size_t at = 0; at < card.lines.size(); ++at) {
        const LineRow& line = card.lines[at];
        const LineContext& context = basis_->lines[static_cast<std::size_t>(line.row)];
        const auto flags = flagsCell(line);
        const auto& word = words_[at];
        own += needsOwnWord(line) && !word ? 1U : 0U;
        rows->add(QString::number(at),
            {word ? TableCell(decisionMark(word->decision), decisionWord(word->decision)) : TableCell(QString()), plain(line.entitlement),
                plain(line.account), capital(levelWords(basis_->listing.entitlements[context.entitlement].level)),
                TableCell(day(context.lastUsed), context.lastUsed ? context.lastUsed->number : INT64_MIN),
                context.peers > 0 ? TableCell(tr("%1 of %2").arg(count(context.holding), count(context.peers)), context.holding * 1000 / context.peers)
                                  : TableCell(QString()),
                flags.second.isEmpty() ? TableCell(QString()) : TableCell(flags.first, flags.second)});
    }
    table_->setRows(rows, QStringLiteral("entitlement"));
    table_->selectRow(static_cast<int>(currentLine));
    const std::size_t open = card.lines.size() - decided();
    const auto open64 = static_cast<std::int64_t>(open);
    Command record{QStringLiteral("card.record"), tr("Record and go on  Ctrl+Return"), [this] { this->record(); }, {}, {}, true, {}};
    record.whyNot = open == card.lines.size() ? tr("Decide a line first, or skip this card.") : QString();
    record_->take(record);
    QString why = record.whyNot;
    if (why.isEmpty() && open > 0)
        why = tr("%1 will stay pending.").arg(counted(open64, tr("line"), tr("lines")));
    else if (!why.isEmpty() && own > 0)
        why = tr("%1 with a flag or privileged: each needs its own decision.").arg(counted(static_cast<std::int64_t>(own), tr("line"), tr("lines")));
    why_->setText(why);
    Command keep{QStringLiteral("card.keep_plain"), tr("Keep all without a flag  A"), [this] { keepPlain(); }, {}, {}, false, {}};
    if (std::all_of(card.lines.begin(), card.lines.end(), needsOwnWord))
        keep.whyNot = tr("Every line of this card carries a flag or is privileged; decide each by itself.");
    keepPlain_->take(keep);
}

std::size_t CardDialog::current() const { return static_cast<std::size_t>(std::max(0, table_->currentIndex().row())); }

std::size_t CardDialog::decided() const
{
    return static_cast<std::size_t>(std::count_if(words_.begin(), words_.end(), [](const auto& word) { return word.has_value(); }));
}

void CardDialog::decide(Decision decision)
{
    const std::size_t at = current();
    const LineRow& line = cards_[at_].lines[at];
    if (decision == Decision::Keep) {
        take(at, LineDecision{line.row, decision, {}, {}, bar_->comment().toStdString()});
        return;
    }
    if (decision == Decision::Reduce) {
        if (auto answer = askReduction(this, line))
            take(at, std::move(*answer));
        return;
    }
    QMenu* menu = codeMenu(this, decision, [this, at, row = line.row, decision](const std::string& code) {
        take(at, LineDecision{row, decision, code, {}, bar_->comment().toStdString()});
    });
    menu->popup(bar_->button(decision)->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void CardDialog::take(std::size_t line, std::optional<LineDecision> word)
{
    words_[line] = std::move(word);
    given_.push_back(line);
    bar_->clearComment();
    std::size_t next = line;
    for (std::size_t step = 1; step < words_.size() && words_[next]; ++step)
        next = (line + step) % words_.size();
    fill(words_[next] ? line : next);
    table_->setFocus();
}

void CardDialog::keepPlain()
{
    const ReviewCard& card = cards_[at_];
    std::size_t first = card.lines.size();
    for (std::size_t at = 0; at < card.lines.size(); ++at) {
        if (!words_[at] && !needsOwnWord(card.lines[at])) {
            words_[at] = LineDecision{card.lines[at].row, Decision::Keep, {}, {}, {}};
            given_.push_back(at);
        }
        if (!words_[at])
            first = std::min(first, at);
    }
    fill(first < card.lines.size() ? first : current());
}

void CardDialog::takeBack()
{
    if (given_.empty())
        return;
    const std::size_t line = given_.back();
    given_.pop_back();
    words_[line].reset();
    fill(line);
}

void CardDialog::record()
{
    std::vector<LineDecision> decisions;
    for (const auto& word : words_) {
        if (word)
            decisions.push_back(*word);
    }
    if (decisions.empty())
        return;
    Q_EMIT recorded(decisions);
    skip();
}

void CardDialog::skip()
{
    if (at_ + 1 == cards_.size()) {
        accept();
        return;
    }
    ++at_;
    showCard();
    Q_EMIT shown(static_cast<int>(at_));
}

} // namespace oxseal::ui
