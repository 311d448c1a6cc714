// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_model.h"

#include "storage/export/table_export.h"
#include "tests/support/test_main.h"
#include "ui/common/snapshot_data.h"
#include "ui/common/table_export.h"
#include "ui/common/table_panel.h"
#include "ui/common/table_view.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QImage>
#include <QItemSelectionModel>
#include <QPainter>
#include <QProcess>
#include <QSet>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <random>
#include <tuple>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

using Order = std::vector<std::uint32_t>;

/// name, amount, status; the third has no amount, two share a name in another case.
std::shared_ptr<ListData> people()
{
    auto rows = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("name"), QStringLiteral("Name")},
        {QStringLiteral("amount"), QStringLiteral("Amount"), ColumnKind::Amount}, {QStringLiteral("status"), QStringLiteral("Status"), ColumnKind::Status}});
    const QString usd = QStringLiteral("USD");
    rows->add(QStringLiteral("a"), {QStringLiteral("bob"), amountCell(200, 2), {Mark::High, QStringLiteral("Orphan")}}, usd);
    rows->add(QStringLiteral("b"), {QStringLiteral("Ann"), amountCell(-5, 2), {Mark::Good, QStringLiteral("Fine")}}, usd);
    rows->add(QStringLiteral("c"), {QString(), TableCell(), {Mark::Good, QStringLiteral("Fine")}}, usd);
    rows->add(QStringLiteral("d"), {QStringLiteral("Bob"), amountCell(200, 2), {Mark::High, QStringLiteral("Orphan")}}, QStringLiteral("EUR"));
    return rows;
}

/// The same names and amounts as a population, with a column of decisions over it.
std::shared_ptr<SnapshotData> population(std::size_t times = 1)
{
    TextColumn names;
    MoneyColumn amounts;
    DayColumn days;
    OverlayColumn decided;
    decided.column = {QStringLiteral("decision"), QStringLiteral("Decision"), ColumnKind::Status};
    decided.words = {QStringLiteral("Open"), QStringLiteral("Keep")};
    decided.marks = {Mark::Neutral, Mark::Good};
    for (std::size_t i = 0; i < times; ++i) {
        for (const char* name : {"bob", "Ann", "", "Bob"})
            names.append(name);
        for (const std::int64_t minor : {std::int64_t(200), std::int64_t(-5), MoneyColumn::kNone, std::int64_t(200)})
            amounts.minor.push_back(minor);
        for (const std::int32_t number : {20726, 20000, DayColumn::kNone, 20726})
            days.days.push_back(number);
        for (const std::uint32_t code : {1U, 0U, 0U, 0U})
            decided.codes.push_back(code);
    }
    auto table = std::make_shared<const Table>(std::vector<Column>{{"name", names}, {"amount", amounts}, {"day", days}});
    const auto shown = SnapshotData::everyColumn(*table);
    return std::make_shared<SnapshotData>(table, shown, std::vector<OverlayColumn>{decided}, QStringLiteral("USD"));
}

TableFilter textFilter(const QString& text)
{
    TableFilter filter;
    filter.text = text;
    return filter;
}

} // namespace

class TestTableModel : public QObject
{
    Q_OBJECT

    QTemporaryDir dir_;

private Q_SLOTS:
    void obeysTheRulesOfModels()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setData(people());
        model.sort(0, Qt::AscendingOrder);
        model.setFilter(textFilter(QStringLiteral("b")));
        model.setData(population());
        model.setFilter({});
        QCOMPARE(model.rowCount(), 4);
    }
    void orders_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("ascending");
        QTest::addColumn<QList<int>>("expected");
        // Case decides only between equal names; what has no value stands last both ways; equal rows keep their order.
        QTest::newRow("names up") << 0 << true << QList<int>{1, 3, 0, 2};
        QTest::newRow("names down") << 0 << false << QList<int>{0, 3, 1, 2};
        QTest::newRow("amounts up") << 1 << true << QList<int>{1, 0, 3, 2};
        QTest::newRow("amounts down") << 1 << false << QList<int>{0, 3, 1, 2};
        QTest::newRow("as it came") << -1 << true << QList<int>{0, 1, 2, 3};
    }
    void orders()
    {
        QFETCH(int, column);
        QFETCH(bool, ascending);
        QFETCH(QList<int>, expected);
        const Order wanted(expected.begin(), expected.end());
        const Qt::SortOrder direction = ascending ? Qt::AscendingOrder : Qt::DescendingOrder;
        QCOMPARE(orderOf(*people(), {}, column, direction), wanted);
        QCOMPARE(orderOf(*population(), {}, column, direction), wanted);
        // With ranks known from another sorting.
        TextRanks ranks;
        const auto rows = population();
        (void)orderOf(*rows, {}, column, Qt::DescendingOrder, nullptr, &ranks);
        QCOMPARE(orderOf(*rows, {}, column, direction, nullptr, &ranks), wanted);
    }
    void filters()
    {
        QCOMPARE(orderOf(*people(), textFilter(QStringLiteral("BO")), -1, Qt::AscendingOrder), (Order{0, 3}));
        QCOMPARE(orderOf(*population(), textFilter(QStringLiteral("BO")), 0, Qt::AscendingOrder), (Order{3, 0}));
        TableFilter both = textFilter(QStringLiteral("ann"));
        both.columns[QStringLiteral("status")] = QStringLiteral("Fine");
        QCOMPARE(orderOf(*people(), both, -1, Qt::AscendingOrder), (Order{1}));
        TableFilter decision;
        decision.columns[QStringLiteral("decision")] = QStringLiteral("Keep");
        QCOMPARE(orderOf(*population(), decision, -1, Qt::AscendingOrder), (Order{0}));
        // Nothing with letters stands among numbers, and "USD" is not in the amounts either.
        QCOMPARE(orderOf(*population(), textFilter(QStringLiteral("USD")), -1, Qt::AscendingOrder), (Order{}));
        QCOMPARE(orderOf(*population(), textFilter(QStringLiteral("keep")), -1, Qt::AscendingOrder), (Order{0}));
        QCOMPARE(orderOf(*population(), textFilter(QStringLiteral("(0.05)")), -1, Qt::AscendingOrder), (Order{1}));
        // A number is found as it is written.
        QCOMPARE(orderOf(*population(), textFilter(QStringLiteral("2026-09-30")), -1, Qt::AscendingOrder), (Order{0, 3}));
    }
    void populationCells()
    {
        const auto rows = population();
        QCOMPARE(rows->rows(), std::size_t(4));
        QCOMPARE(rows->columns().size(), std::size_t(4));
        QCOMPARE(rows->text(1, 1), QStringLiteral("(0.05)"));
        QCOMPARE(rows->text(2, 1), QString());
        QCOMPARE(rows->text(0, 2), QStringLiteral("2026-09-30"));
        QCOMPARE(rows->text(0, 3), QStringLiteral("Keep"));
        QCOMPARE(rows->mark(0, 3), Mark::Good);
        QCOMPARE(rows->mark(1, 3), Mark::Neutral);
        QCOMPARE(rows->currency(0, 1), QStringLiteral("USD"));
        QCOMPARE(rows->rowOf(QStringLiteral("3")), std::optional<std::size_t>(3));
        QVERIFY(!rows->rowOf(QStringLiteral("4")) && !rows->rowOf(QStringLiteral("x")));
        QCOMPARE(rows->dictionarySize(0), std::size_t(4)); // "bob" and "Bob" are two texts
        QCOMPARE(rows->dictionarySize(1), std::size_t(0));
    }
    void handlesFindTheirRow()
    {
        TableModel model;
        model.setData(people());
        model.sort(1, Qt::AscendingOrder);
        QCOMPARE(model.shownRowOf(QStringLiteral("d")), 2);
        model.setFilter(textFilter(QStringLiteral("ann")));
        QCOMPARE(model.shownRowOf(QStringLiteral("d")), -1);
        QCOMPARE(model.shownRowOf(QStringLiteral("nobody")), -1);
    }
    /// Random rows against the standard library's sort with the rule written out.
    void ordersManyRows_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("ascending");
        for (const int column : {0, 1}) {
            QTest::newRow(qPrintable(QStringLiteral("%1 up").arg(column))) << column << true;
            QTest::newRow(qPrintable(QStringLiteral("%1 down").arg(column))) << column << false;
        }
    }
    void ordersManyRows()
    {
        QFETCH(int, column);
        QFETCH(bool, ascending);
        std::mt19937_64 random(7);
        ListData rows({{QStringLiteral("name"), QStringLiteral("Name")},
            {QStringLiteral("amount"), QStringLiteral("Amount"), ColumnKind::Amount}});
        const QStringList tails{QStringLiteral("a"), QStringLiteral("B"), QStringLiteral("ä"), QStringLiteral("Ω long enough to go on"),
            QStringLiteral("ω long enough to go on"), QStringLiteral("longer than eight 1"), QStringLiteral("longer than eight 2"), QString()};
        constexpr int kMany = 5000;
        for (int i = 0; i < kMany; ++i) {
            const auto draw = random();
            QString name;
            if (draw % 11 != 0)
                name = (draw % 2 == 0 ? QStringLiteral("Vendor ") : QStringLiteral("vendor ")) + tails[static_cast<int>(draw / 16 % 8)];
            std::int64_t value = INT64_MIN;
            if (draw % 13 == 1)
                value = static_cast<std::int64_t>(draw % 5) - 2;
            else if (draw % 13 > 1)
                value = static_cast<std::int64_t>(random());
            rows.add(QString::number(i), {TableCell(name), TableCell(QString::number(value), value)});
        }
        const auto key = static_cast<std::size_t>(column);
        const auto none = [&](std::uint32_t row) { return column == 0 ? rows.text(row, 0).isEmpty() : rows.number(row, 1) == INT64_MIN; };
        const auto less = [&](std::uint32_t a, std::uint32_t b) {
            if (column == 1)
                return rows.number(a, key) < rows.number(b, key);
            const int folded = rows.text(a, 0).compare(rows.text(b, 0), Qt::CaseInsensitive);
            return folded != 0 ? folded < 0 : rows.text(a, 0) < rows.text(b, 0);
        };
        Order expected(kMany);
        std::iota(expected.begin(), expected.end(), 0U);
        std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (none(a) || none(b))
                return !none(a) && none(b);
            return ascending ? less(a, b) : less(b, a);
        });
        QVERIFY(orderOf(rows, {}, column, ascending ? Qt::AscendingOrder : Qt::DescendingOrder) == expected);
    }
    void sortingKeepsTheSelectedRows()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setData(people());
        QItemSelectionModel selection(&model);
        const auto select = [&](int row) {
            selection.select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
            return model.index(row, 0).data(TableModel::HandleRole).toString();
        };
        QSet<QString> wanted{select(0), select(2)};
        selection.setCurrentIndex(model.index(2, 0), QItemSelectionModel::NoUpdate);
        const QString current = model.index(2, 0).data(TableModel::HandleRole).toString();
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            model.sort(1, order);
            QSet<QString> still;
            for (const QModelIndex& row : selection.selectedRows())
                still << row.data(TableModel::HandleRole).toString();
            QCOMPARE(still, wanted);
            QCOMPARE(selection.currentIndex().data(TableModel::HandleRole).toString(), current);
        }
    }
    void largeTablesAreOrderedInTheBackground()
    {
        TableModel model;
        model.setData(population(10'000));
        QCOMPARE(model.rowCount(), 40'000);
        QSignalSpy spy(&model, &TableModel::reordered);
        model.sort(1, Qt::AscendingOrder);
        QVERIFY(model.busy());
        QCOMPARE(model.source(0), std::size_t(0)); // the rows stay until the new order is there
        QVERIFY(spy.wait(10'000));
        QVERIFY(!model.busy());
        QCOMPARE(model.source(0), std::size_t(1));
        QCOMPARE(model.source(9'999), std::size_t(39'997)); // the last of the ten thousand least amounts
        QCOMPARE(model.source(39'999), std::size_t(39'998)); // the last of those without one
    }
    /// The view's own drawing against the toolkit's: every text within a pixel of where a label would have it, numbers at the
    /// right, what is too long elided, the selected row tinted.
    void theViewDrawsWhatTheToolkitWould()
    {
        auto rows = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("name"), QStringLiteral("Name"), ColumnKind::Text, 120},
            {QStringLiteral("amount"), QStringLiteral("Amount"), ColumnKind::Amount, 100}});
        const QStringList names{QStringLiteral("Counterparty 12"), QStringLiteral("Ωmega & Söhne"), QStringLiteral("A name far too long for this column")};
        for (const QString& name : names)
            rows->add(name, {TableCell(name), amountCell(-123450, 2)});
        TableModel model;
        TableView view(&model);
        view.setFrameShape(QFrame::NoFrame);
        view.horizontalHeader()->hide();
        view.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        view.resize(220 + 2, 3 * kRowHeight + 2); // the style sheet draws a border of one pixel
        model.setData(rows);
        view.setColumnWidth(0, 120);
        view.setColumnWidth(1, 100);
        view.selectionModel()->select(model.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QImage drawn = view.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
        const auto ink = [](const QImage& image, const QRect& area, const QColor& ground) {
            QRect found;
            for (int y = area.top(); y <= area.bottom(); ++y) {
                for (int x = area.left(); x <= area.right(); ++x) {
                    if (std::abs(qGray(image.pixel(x, y)) - qGray(ground.rgb())) > 60)
                        found |= QRect(x, y, 1, 1);
                }
            }
            return found;
        };
        QFont font = view.font();
        font.setPixelSize(kBodySize);
        for (int row = 0; row < 3; ++row) {
            const QColor ground = row == 1 ? colors().accentTint : colors().surface;
            for (const auto& [left, width, text, alignment] : {std::tuple(0, 120, names[row], Qt::AlignLeft), std::tuple(120, 100, QStringLiteral("(1,234.50)"), Qt::AlignRight)}) {
                const QRect cell(left, row * kRowHeight, width, kRowHeight - 1);
                QImage expected(220, 3 * kRowHeight, QImage::Format_RGB32);
                expected.fill(ground);
                QPainter painter(&expected);
                painter.setFont(font);
                painter.setPen(colors().text);
                painter.drawText(cell.adjusted(kGap, 0, -kGap, 0), static_cast<int>(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                    QFontMetrics(font).elidedText(text, Qt::ElideRight, width - 2 * kGap));
                painter.end();
                const QRect wanted = ink(expected, cell, ground);
                const QRect got = ink(drawn, cell, ground);
                QVERIFY(wanted.width() > 20);
                QVERIFY2(std::abs(wanted.left() - got.left()) <= 1 && std::abs(wanted.right() - got.right()) <= 1
                        && std::abs(wanted.top() - got.top()) <= 1 && std::abs(wanted.bottom() - got.bottom()) <= 1,
                    qPrintable(QStringLiteral("row %1: %2 %3 instead of %4 %5").arg(row).arg(got.left()).arg(got.right()).arg(wanted.left()).arg(wanted.right())));
                QCOMPARE(QColor(drawn.pixel(cell.right() - 1, cell.top() + 1)), ground);
            }
        }
    }
    void exportsHoldWhatIsShown()
    {
        TablePanel panel(QStringLiteral("People"));
        panel.setData(people());
        panel.view().setColumnHidden(2, true);
        panel.sortBy(QStringLiteral("name"), Qt::AscendingOrder);
        panel.setFilter(textFilter(QStringLiteral("bob")));
        ShownRows shown = shownRows(&panel, QStringLiteral("People"), panel.model(), panel.view());
        QCOMPARE(shown.order, (Order{3, 0}));
        shown.facts = {{QStringLiteral("Filter"), filterWords(panel.model().filter(), *shown.data)}, {QStringLiteral("Rows"), QStringLiteral("2 of 4")}};
        const auto file = std::filesystem::path(dir_.path().toStdString()) / "p.csv";
        QVERIFY(writeShown(shown, ExportFormat::Csv, file, {}).has_value());
        QCOMPARE(QByteArray::fromStdString(test::readFile(file)),
            QByteArray("\xEF\xBB\xBFPeople\r\nFilter,\"contains \"\"bob\"\"\"\r\nRows,2 of 4\r\n\r\nName,Amount,Currency\r\nBob,2.00,EUR\r\nbob,2.00,USD\r\n"));
    }
    void amountsOfOneCurrencyNameItInTheHeader()
    {
        TablePanel panel(QStringLiteral("Lines"));
        panel.setData(population());
        const ShownRows shown = shownRows(&panel, QStringLiteral("Lines"), panel.model(), panel.view());
        const auto file = std::filesystem::path(dir_.path().toStdString()) / "l.csv";
        QVERIFY(writeShown(shown, ExportFormat::Csv, file, {}).has_value());
        QVERIFY(QString::fromStdString(test::readFile(file)).contains(QStringLiteral("\r\nname,amount (USD),day,Decision\r\nbob,2.00,2026-09-30,Keep\r\n")));
    }
    void pdfHoldsTheRows()
    {
        TablePanel panel(QStringLiteral("Staff"));
        panel.setData(people());
        const auto file = std::filesystem::path(dir_.path().toStdString()) / "p.pdf";
        const auto written = writeShown(shownRows(&panel, QStringLiteral("Staff"), panel.model(), panel.view()), ExportFormat::Pdf, file, {});
        QVERIFY2(written.has_value(), written ? "" : written.error().debugString().c_str());
        QProcess reader;
        reader.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), QString::fromStdString(file.string()), QStringLiteral("-")});
        QVERIFY(reader.waitForFinished());
        const QString text = QString::fromUtf8(reader.readAllStandardOutput());
        for (const char* expected : {"Staff", "Filter", "none", "Ann", "-0.05", "Orphan", "EUR"})
            QVERIFY2(text.contains(QLatin1String(expected)), expected);
    }
};

OXSEAL_TEST_CLASS(TestTableModel);
#include "tst_table_model.moc"
