// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/journals_page.h"

#include "storage/reads/people_reads.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/recon_words.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString testWord(recon::JournalTest test) { return capital(sentence((std::string("journal.test.") + recon::name(test)).c_str())); }

QString outcomeWord(const std::string& outcome)
{
    if (outcome == "explained")
        return QObject::tr("Explained");
    return outcome == "corrected" ? QObject::tr("Corrected") : QObject::tr("Escalated");
}

MarkedWord hitState(const JournalHit& hit)
{
    if (!hit.decision)
        return {Mark::Medium, hit.changed ? QObject::tr("Changed since") : QObject::tr("Open")};
    return {hit.decision->outcome == "escalated" ? Mark::High : Mark::Good, outcomeWord(hit.decision->outcome)};
}

} // namespace

JournalsPage::JournalsPage(Session& session)
    : Page(session)
{
    setTitle(tr("Journals"));
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    tabs_ = new QTabBar;
    tabs_->setAccessibleName(tr("Parts of the journals"));
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    tabs_->addTab(tr("Hits"));
    tabs_->addTab(tr("Completeness"));
    tabs_->addTab(tr("Numbers"));
    panels_ = new QStackedWidget;
    hits_ = new TablePanel(tr("Hits among journal entries"));
    hits_->setNouns(tr("hit"), tr("hits"));
    hits_->setNothing(tr("No test picked an entry out."));
    accounts_ = new TablePanel(tr("Completeness of the journals"));
    accounts_->setNouns(tr("account"), tr("accounts"));
    numbers_ = new TablePanel(tr("Numbers of the entries"));
    numbers_->setNouns(tr("sequence"), tr("sequences"));
    numbers_->setNothing(tr("No entry's id ends with a number."));
    for (TablePanel* panel : {hits_, accounts_, numbers_}) {
        panels_->addWidget(panel);
        connect(panel, &TablePanel::currentChanged, this, [this] { showTab(tabs_->currentIndex()); });
    }
    connect(hits_, &TablePanel::selectionChanged, this, &JournalsPage::updateCommands);
    connect(hits_, &TablePanel::activated, this, [this] {
        if (whyNotAnswer().isEmpty())
            answer();
    });
    column->addWidget(tabs_);
    column->addWidget(panels_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, &JournalsPage::showTab);
    setBody(body);
}

void JournalsPage::open(const QString& object)
{
    if (!object.isEmpty())
        tabs_->setCurrentIndex(object == QStringLiteral("accounts") ? Accounts : object == QStringLiteral("numbers") ? Numbers : Hits);
}

void JournalsPage::reload()
{
    showLoading();
    if (!session().period()) {
        showEmpty(tr("Journals belong to a quarter, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("journals.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    session().read(this,
        [period = *session().period(), entity = session().entity().toStdString()](Workspace& workspace) { return readView(workspace, period, entity); },
        [this](Result<View> view) {
            if (!view)
                showError(view.error());
            else
                take(std::move(*view));
        });
}

Result<JournalsPage::View> JournalsPage::readView(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    View view;
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    for (const Person& person : people)
        view.names[person.id] = person.name;
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    for (const Entity& each : all) {
        if (!entity.empty() && each.code != entity)
            continue;
        OXSEAL_TRY(auto found, journalView(workspace, each.code, period));
        if (found)
            view.all.push_back(std::move(*found));
    }
    return view;
}

void JournalsPage::take(View view)
{
    view_ = std::move(view);
    if (view_.all.empty()) {
        updateCommands();
        offerOnlyNext();
        setSubtitle({});
        setPartial({});
        setContext(nullptr);
        showEmpty(tr("The listing of journal entries is proved complete against the trial balances, and tested: creator and approver, by hand, after close, "
                     "weekend, round amounts, unusual accounts, leavers, administrators. Each hit is answered by a person."),
            {QStringLiteral("journals.import"), tr("Import the entries"), [this] { Q_EMIT navigate({QStringLiteral("import"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    std::size_t entries = 0;
    std::size_t hits = 0;
    std::size_t open = 0;
    std::size_t different = 0;
    for (const JournalView& each : view_.all) {
        entries += each.population.entries.size();
        hits += each.hits.size();
        open += each.open;
        different += each.population.different;
    }
    setSubtitle(tr("%1, %2, %3 open. After close: posted after %4.")
                    .arg(counted(static_cast<std::int64_t>(entries), tr("entry"), tr("entries")), counted(static_cast<std::int64_t>(hits), tr("hit"), tr("hits")),
                        count(static_cast<std::int64_t>(open)), day(view_.all.front().closedOn)));
    setPartial(partialWords());
    tabs_->setTabText(Hits, open == 0 ? tr("Hits · %1").arg(hits) : tr("Hits · %1 open").arg(open));
    tabs_->setTabText(Accounts, different == 0 ? tr("Completeness") : tr("Completeness · %1 differ").arg(different));
    fillHits();
    fillAccounts();
    fillNumbers();
    showTab(tabs_->currentIndex());
    showReady();
}

QString JournalsPage::partialWords() const
{
    QStringList unproved, unstated;
    for (const JournalView& each : view_.all) {
        if (each.yearUnstated())
            unstated << plain(each.entity);
        else if (!each.population.proved && each.population.different == 0)
            unproved << plain(each.entity);
    }
    if (!unstated.isEmpty())
        return tr("The quarter opens a fiscal year, and nobody stated how the books of %1 begin it (Completeness, Year's beginning).").arg(unstated.join(QStringLiteral(", ")));
    if (!unproved.isEmpty())
        return tr("Completeness cannot be proved for %1: the trial balance of this quarter or of the one before is missing.").arg(unproved.join(QStringLiteral(", ")));
    return view_.all.front().rulesAdopted ? QString() : tr("The limits of the tests are those that came with Oxseal; nobody of the company has approved them yet.");
}

void JournalsPage::fillHits()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 64},
        {QStringLiteral("entry"), tr("Entry"), ColumnKind::Id, 110},
        {QStringLiteral("test"), tr("Picked out because"), ColumnKind::Text, 170},
        {QStringLiteral("amount"), tr("Debits"), ColumnKind::Amount, 110},
        {QStringLiteral("currency"), tr("Currency"), ColumnKind::Text, 74},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 124},
        {QStringLiteral("date"), tr("Of"), ColumnKind::Date, 96},
        {QStringLiteral("posted"), tr("Posted"), ColumnKind::Date, 96},
        {QStringLiteral("creator"), tr("Created by"), ColumnKind::Text, 170},
        {QStringLiteral("approver"), tr("Approved by"), ColumnKind::Text, 170},
        {QStringLiteral("source"), tr("Source"), ColumnKind::Text, 120},
    });
    std::map<QString, int> tests;
    std::size_t openHits = 0;
    // What waits for an answer stands first.
    for (const bool decided : {false, true}) {
        for (std::size_t v = 0; v < view_.all.size(); ++v) {
            const JournalView& view = view_.all[v];
            for (std::size_t h = 0; h < view.hits.size(); ++h) {
                const JournalHit& hit = view.hits[h];
                if (hit.decision.has_value() != decided)
                    continue;
                const recon::JournalEntry& entry = view.population.entries[hit.entry];
                const auto [mark, word] = hitState(hit);
                ++tests[testWord(hit.test)];
                openHits += decided ? 0U : 1U;
                list->add(QStringLiteral("%1.%2").arg(v).arg(h),
                    {plain(view.entity), plain(entry.id), testWord(hit.test), amountCell(entry.debits, view.snapshot.moneyDigits), plain(view.snapshot.currency), {mark, word},
                        TableCell(day(entry.date), entry.date.number), entry.postedAt ? TableCell(day(*entry.postedAt), entry.postedAt->number) : TableCell(),
                        plain(entry.createdBy), plain(entry.approvedBy), plain(entry.source)},
                    plain(view.snapshot.currency), view.snapshot.moneyDigits);
            }
        }
    }
    const QString before = hits_->currentHandle();
    const QString first = list->rows() == 0 ? QString() : list->handle(0);
    hits_->setData(std::move(list));
    std::vector<TablePanel::FilterChip> chips;
    if (openHits > 0)
        chips.push_back({tr("Open · %1").arg(openHits), QStringLiteral("state"), tr("Open")});
    for (const auto& [word, number] : tests)
        chips.push_back({QStringLiteral("%1 · %2").arg(word).arg(number), QStringLiteral("test"), word});
    hits_->setChips(chips);
    if (before.isEmpty() && !first.isEmpty())
        hits_->select(first);
}

void JournalsPage::fillAccounts()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 64},
        {QStringLiteral("account"), tr("Account"), ColumnKind::Id, 90},
        {QStringLiteral("opening"), tr("Opening"), ColumnKind::Amount, 110},
        {QStringLiteral("journals"), tr("Journals"), ColumnKind::Amount, 110},
        {QStringLiteral("closing"), tr("Now"), ColumnKind::Amount, 110},
        {QStringLiteral("difference"), tr("Difference"), ColumnKind::Amount, 96},
        {QStringLiteral("currency"), tr("Currency"), ColumnKind::Text, 74},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 130},
    });
    for (const JournalView& view : view_.all) {
        const int digits = view.snapshot.moneyDigits;
        const auto money = [digits](const std::optional<std::int64_t>& minor) { return minor ? amountCell(*minor, digits) : TableCell(); };
        for (const recon::JournalRoll& roll : view.population.accounts) {
            const TableCell state = !roll.difference ? TableCell(Mark::Neutral, tr("Not stated"))
                : *roll.difference == 0              ? TableCell(Mark::Good, tr("Agrees"))
                                                     : TableCell(Mark::Critical, tr("Differs"));
            list->add(plain(view.entity) + QLatin1Char('/') + plain(roll.account),
                {plain(view.entity), plain(roll.account), money(roll.opening), money(roll.journals), money(roll.closing), money(roll.difference), plain(view.snapshot.currency), state},
                plain(view.snapshot.currency), digits);
        }
    }
    const QString before = accounts_->currentHandle();
    const QString first = list->rows() == 0 ? QString() : list->handle(0);
    accounts_->setData(std::move(list));
    accounts_->setChips({{tr("Differs"), QStringLiteral("state"), tr("Differs")}});
    if (before.isEmpty() && !first.isEmpty())
        accounts_->select(first);
}

void JournalsPage::showTab(int tab)
{
    panels_->setCurrentIndex(tab);
    updateCommands();
    if (tab != Hits) {
        setContext(tab == Accounts ? accountCard() : numberCard());
        return;
    }
    const Chosen now = chosen(hits_->currentHandle());
    ContextCard* card = now.hit == nullptr ? nullptr : hitCard(now);
    if (card != nullptr) {
        for (const Command& each : commands()) {
            if (each.id == QLatin1String("journals.answer"))
                card->addCommand(each);
        }
    }
    setContext(card);
}

JournalsPage::Chosen JournalsPage::chosen(const QString& handle) const
{
    const qsizetype dot = handle.indexOf(QLatin1Char('.'));
    if (dot < 0)
        return {};
    const auto v = static_cast<std::size_t>(handle.left(dot).toULongLong());
    const auto h = static_cast<std::size_t>(handle.mid(dot + 1).toULongLong());
    if (v >= view_.all.size() || h >= view_.all[v].hits.size())
        return {};
    return {&view_.all[v], &view_.all[v].hits[h]};
}

std::vector<JournalsPage::Chosen> JournalsPage::selected() const
{
    std::vector<Chosen> out;
    for (const QString& handle : hits_->selectedHandles()) {
        if (const Chosen one = chosen(handle); one.hit != nullptr)
            out.push_back(one);
    }
    return out;
}

QString JournalsPage::whyNotAnswer() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const std::vector<Chosen> all = selected();
    if (tabs_->currentIndex() != Hits || all.empty())
        return tr("Choose a hit first.");
    for (const Chosen& each : all) {
        if (each.view != all.front().view || each.hit->test != all.front().hit->test)
            return tr("Several hits are answered together only when one test picked them out in one entity.");
    }
    return {};
}

void JournalsPage::updateCommands()
{
    setCommands({{QStringLiteral("journals.answer"), tr("Answer…"), [this] { answer(); }, whyNotAnswer(), QKeySequence(Qt::Key_A), true, {}},
        {QStringLiteral("journals.year"), tr("Year's beginning…"), [this] { stateYear(); }, whyNotYear(), {}, false, {}}});
}

ContextCard* JournalsPage::hitCard(const Chosen& now) const
{
    const recon::JournalEntry& entry = now.entry();
    auto* card = new ContextCard(plain(entry.id));
    const auto [mark, word] = hitState(*now.hit);
    card->setMark(mark, word);
    if (!entry.description.empty())
        card->addText(plain(entry.description));
    const int digits = now.view->snapshot.moneyDigits;
    card->addFact(tr("Entity"), plain(now.view->entity));
    card->addFact(tr("Debits"), exactAmount(entry.debits, digits) + QLatin1Char(' ') + plain(now.view->snapshot.currency));
    card->addFact(tr("Lines"), count(static_cast<std::int64_t>(entry.lines)));
    card->addFact(tr("Of"), day(entry.date));
    card->addFact(tr("Posted"), entry.postedAt ? day(*entry.postedAt) : tr("not stated"));
    card->addFact(tr("Created by"), entry.createdBy.empty() ? tr("not stated") : plain(entry.createdBy));
    card->addFact(tr("Approved by"), entry.approvedBy.empty() ? tr("not stated") : plain(entry.approvedBy));
    card->addFact(tr("Source"), entry.source.empty() ? tr("not stated") : plain(entry.source));
    card->addFact(tr("File"), plain(now.view->snapshot.fileName), QStringLiteral("import:%1").arg(now.view->snapshot.id.value));
    card->addSection(tr("Picked out because"));
    for (const recon::JournalTest test : entry.hits) {
        const std::string more = test == recon::JournalTest::RarePair ? entry.pair : test == recon::JournalTest::NumbersMissing ? entry.missing : std::string();
        card->addText(testWord(test) + (more.empty() ? QString() : QStringLiteral(": ") + plain(more)));
    }
    if (now.hit->decision) {
        card->addSection(tr("Answer"));
        card->addFact(outcomeWord(now.hit->decision->outcome), tr("by %1, %2").arg(
            view_.names.contains(now.hit->decision->decidedBy) ? plain(view_.names.at(now.hit->decision->decidedBy)) : QString(), when(now.hit->decision->decidedAt)));
        card->addText(plain(now.hit->decision->reason));
    } else if (now.hit->changed) {
        card->addText(tr("It was answered before, but the entry has another content now."), true);
    }
    return card;
}

ContextCard* JournalsPage::accountCard() const
{
    const QString handle = accounts_->currentHandle();
    for (const JournalView& view : view_.all) {
        for (const recon::JournalRoll& roll : view.population.accounts) {
            if (handle != plain(view.entity) + QLatin1Char('/') + plain(roll.account))
                continue;
            const int digits = view.snapshot.moneyDigits;
            const auto money = [&](const std::optional<std::int64_t>& minor) { return minor ? exactAmount(*minor, digits) + QLatin1Char(' ') + plain(view.snapshot.currency) : tr("not stated"); };
            auto* card = new ContextCard(plain(roll.account));
            card->addFact(tr("Entity"), plain(view.entity));
            card->addFact(tr("Before"), money(roll.before));
            if (roll.opening != roll.before)
                card->addFact(tr("Of the new year"), money(roll.opening));
            card->addFact(tr("Journals"), money(roll.journals));
            card->addFact(tr("Now"), money(roll.closing));
            card->addFact(tr("Difference"), money(roll.difference));
            card->addText(tr("Trial balance before + journals = trial balance now. A difference means that entries are missing from the listing, or stand in it without being in the books."), true);
            if (view.newYear && view.year)
                card->addText(tr("The quarter opens a fiscal year: accounts %1 restart at zero, and account %2 takes up what they came to, as %3 stated on %4: %5")
                                  .arg(plain(view.year->resultAccounts), plain(view.year->into), view_.names.contains(view.year->statedBy) ? plain(view_.names.at(view.year->statedBy)) : QString(),
                                      when(view.year->statedAt), plain(view.year->reason)));
            return card;
        }
    }
    return nullptr;
}

void JournalsPage::answer()
{
    const std::vector<Chosen> all = selected();
    if (all.empty())
        return;
    FormDialog dialog(this, all.size() == 1 ? tr("Answer %1").arg(plain(all.front().entry().id)) : tr("Answer %1").arg(counted(static_cast<std::int64_t>(all.size()), tr("hit"), tr("hits"))), tr("Answer"));
    dialog.addWords(testWord(all.front().hit->test), true);
    dialog.addWords(tr("The answer holds for the entry as it is now. The reason says what was seen."));
    ChoiceBox::Choices outcomes;
    for (const std::string& outcome : journalOutcomes())
        outcomes.emplace_back(QString::fromStdString(outcome), outcomeWord(outcome));
    auto* outcome = new ChoiceBox(outcomes);
    dialog.form().addField(tr("Outcome"), outcome, tr("Escalated: taken to somebody who decides; it stays marked."));
    dialog.askReason();
    if (!dialog.ask())
        return;
    std::vector<std::string> entries;
    for (const Chosen& each : all)
        entries.push_back(each.entry().id);
    act(
        tr("Answering"),
        [entity = all.front().view->entity, period = *session().period(), test = all.front().hit->test, entries, outcome = outcome->value().toStdString(),
            reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) { return decideJournals(workspace, entity, period, test, entries, outcome, reason); },
        [this](const Status&) { Q_EMIT said(tr("Answered.")); });
}

} // namespace oxseal::ui
