// Lucene as a peer: `build CORPUS MODE FOLDER` indexes a prepared corpus, `serve FOLDER` answers JSON lines.
// Times of answers are those of the thread that answers; those of indexing are of all threads.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

public class Lucene {
    static final String PARTED = "\u001e";
    static final String[] FACETS = {"volume", "number", "person", "source"};
    static final int HITS = 10;
    static final int LISTED = 100;
    static final int BATCH = 500;

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments[0].equals("build")) {
            out.println(build(Path.of(arguments[1]), arguments[2], Path.of(arguments[3])));
            return;
        }
        Served served = null;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Map<String, Object> request = new Json(line).object();
            switch ((String) request.get("do")) {
                case "memory":
                    System.gc();
                    out.println("{\"private\": " + privateMemory() + "}");
                    break;
                case "open":
                    long before = privateMemory(), cpu = threadTime(), wall = System.nanoTime();
                    served = new Served(Path.of(arguments[1]));
                    out.println("{" + spent(cpu, wall) + ", \"private\": " + before + "}");
                    break;
                default:
                    out.println(served.reply(request));
            }
        }
    }

    static long threadTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static long processTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    }

    static String spent(long cpu, long wall) {
        double cpuNow = (threadTime() - cpu) / 1e9, wallNow = (System.nanoTime() - wall) / 1e9;
        return String.format(Locale.ROOT, "\"cpu\": %.9f, \"wall\": %.9f", cpuNow, wallNow);
    }

    static long privateMemory() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps_rollup")))
            if (line.startsWith("Anonymous:")) return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        return 0;
    }

    // --- indexing

    static class Spaces extends Analyzer {
        @Override protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new WhitespaceTokenizer());
        }
        @Override public int getPositionIncrementGap(String field) {
            return 100;
        }
    }

    static String build(Path corpus, String mode, Path folder) throws Exception {
        long began = processTime(), wall = System.nanoTime(), fed = 0, fedWall = 0, articles = 0;
        IndexWriterConfig config = new IndexWriterConfig(new Spaces()).setRAMBufferSizeMB(256);
        try (BufferedReader facts = Files.newBufferedReader(corpus.resolve("facts.tsv"));
             BufferedReader tokens = Files.newBufferedReader(corpus.resolve(mode + ".tsv"));
             IndexWriter writer = new IndexWriter(new MMapDirectory(folder), config)) {
            while (true) {
                long cpuNow = threadTime(), wallNow = System.nanoTime();
                List<String[]> batch = new ArrayList<>();
                while (batch.size() < BATCH) {
                    String fact = facts.readLine();
                    if (fact == null) break;
                    String[] each = Arrays.copyOf(fact.split("\t", -1), 9);
                    System.arraycopy(tokens.readLine().split("\t", -1), 0, each, 7, 2);
                    batch.add(each);
                }
                fed += threadTime() - cpuNow;
                fedWall += System.nanoTime() - wallNow;
                if (batch.isEmpty()) break;
                for (String[] each : batch) writer.addDocument(document(each));
                articles += batch.size();
                if (articles % 5000 == 0) System.err.println(articles);
            }
            writer.forceMerge(1);
            writer.commit();
        }
        return String.format(Locale.ROOT, "{\"articles\": %d, \"cpu\": %.3f, \"wall\": %.3f}", articles,
            (processTime() - began - fed) / 1e9, (System.nanoTime() - wall - fedWall) / 1e9);
    }

    static Document document(String[] each) {
        Document document = new Document();
        document.add(new StoredField("id", each[0]));
        int day = Integer.parseInt(each[3]);
        document.add(new IntPoint("day", day));
        document.add(new NumericDocValuesField("day", day));
        document.add(new StringField("volume", each[1], Field.Store.NO));
        document.add(new SortedSetDocValuesField("volume", new BytesRef(each[1])));
        document.add(new SortedSetDocValuesField("number", new BytesRef(each[2])));
        for (String value : each[4].isEmpty() ? new String[0] : each[4].split(" ")) facet(document, "person", value);
        for (String value : each[5].isEmpty() ? new String[0] : each[5].split(" ")) facet(document, "source", value);
        document.add(new StoredField("text", each[6]));
        if (!each[7].isEmpty()) document.add(new TextField("title", each[7], Field.Store.NO));
        for (String paragraph : each[8].split(PARTED)) document.add(new TextField("body", paragraph, Field.Store.NO));
        return document;
    }

    static void facet(Document document, String name, String value) {
        document.add(new StringField(name, value, Field.Store.NO));
        document.add(new SortedSetDocValuesField(name, new BytesRef(value)));
    }

    // --- answering

    static class Served {
        final IndexSearcher searcher;
        final UnifiedHighlighter highlighter;
        final List<String> fields;

        Served(Path folder) throws Exception {
            DirectoryReader reader = DirectoryReader.open(new MMapDirectory(folder));
            searcher = new IndexSearcher(reader);
            highlighter = new UnifiedHighlighter(null, new StandardAnalyzer());
            fields = reader.getDocCount("title") > 0 ? List.of("title", "body") : List.of("body");
        }

        String reply(Map<String, Object> request) throws Exception {
            @SuppressWarnings("unchecked")
            Map<String, Object> question = (Map<String, Object>) request.get("question");
            String phase = (String) request.get("phase");
            long cpu = threadTime(), wall = System.nanoTime();
            Query query = query(question, null);
            TopScoreDocCollector best = TopScoreDocCollector.create(HITS, Integer.MAX_VALUE);
            Map<String, long[]> counts = new TreeMap<>();
            if (phase.equals("a")) searcher.search(query, best);
            else count(question, query, best, counts);
            TopDocs found = best.topDocs();
            int snippets = 0;
            if (phase.equals("c"))
                for (ScoreDoc hit : found.scoreDocs) {
                    String text = searcher.doc(hit.doc).get("text");
                    Object snippet = highlighter.highlightWithoutSearcher("body", query, text, 1);
                    snippets += snippet == null ? 0 : 1;
                }
            String times = spent(cpu, wall);
            StringJoiner told = new StringJoiner(", ");
            counts.forEach((facet, each) -> told.add('"' + facet + "\": " + Arrays.toString(each)));
            return String.format("{%s, \"total\": %d, \"hits\": %d, \"snippets\": %d, \"facets\": {%s}}",
                times, found.totalHits.value, found.scoreDocs.length, snippets, told);
        }

        // The best and the counts in one search, and one more for each filter: its own facets ignore it.
        void count(Map<String, Object> question, Query query, Collector best, Map<String, long[]> counts)
            throws Exception {
            Set<String> filters = filters(question).keySet();
            List<String> facets = new ArrayList<>(List.of(FACETS));
            facets.removeAll(filters);
            Counting counting = new Counting(facets);
            searcher.search(query, MultiCollector.wrap(best, counting));
            counts.putAll(counting.counts());
            for (String name : filters) {
                Counting wider = new Counting(List.of(name));
                searcher.search(query(question, name), wider);
                counts.putAll(wider.counts());
            }
        }

        Query query(Map<String, Object> question, String without) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            for (Map<String, Object> clause : clauses(question)) all.add(clause(clause), BooleanClause.Occur.MUST);
            filters(question).forEach((name, value) -> {
                if (!name.equals(without))
                    all.add(new TermQuery(new Term(name, (String) value)), BooleanClause.Occur.FILTER);
            });
            if (question.get("after") != null) {
                int first = ((Double) question.get("after")).intValue();
                int last = ((Double) question.get("before")).intValue();
                Query days = new IndexOrDocValuesQuery(IntPoint.newRangeQuery("day", first, last),
                    SortedNumericDocValuesField.newSlowRangeQuery("day", first, last));
                all.add(days, BooleanClause.Occur.FILTER);
            }
            return all.build();
        }

        Query clause(Map<String, Object> clause) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            for (String field : fields)
                for (Query leaf : leaves(field, (String) clause.get("kind"), words(clause)))
                    any.add(leaf, BooleanClause.Occur.SHOULD);
            return any.build();
        }

        List<Query> leaves(String field, String kind, String[] words) {
            if (kind.equals("phrase")) return List.of(new PhraseQuery(field, words));
            if (kind.equals("prefix")) return List.of(new PrefixQuery(new Term(field, words[0])));
            List<Query> each = new ArrayList<>();
            for (String word : words) each.add(new TermQuery(new Term(field, word)));
            return each;
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> clauses(Map<String, Object> question) {
        return (List<Map<String, Object>>) question.get("must");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> filters(Map<String, Object> question) {
        return (Map<String, Object>) question.get("filters");
    }

    @SuppressWarnings("unchecked")
    static String[] words(Map<String, Object> clause) {
        return ((List<Object>) clause.get("words")).toArray(new String[0]);
    }

    // Counts the values of some fields by their ordinals. The index was merged to one segment: those of several
    // would have to meet by name.
    static class Counting extends SimpleCollector {
        final List<String> facets;
        int[][] counts;
        SortedSetDocValues[] held;
        int[] docs = new int[1024];
        int size;

        Counting(List<String> facets) {
            this.facets = facets;
        }

        @Override public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        @Override protected void doSetNextReader(LeafReaderContext context) throws java.io.IOException {
            if (held != null) throw new IllegalStateException("more than one segment");
            held = new SortedSetDocValues[facets.size()];
            counts = new int[facets.size()][];
            for (int i = 0; i < held.length; i++) {
                held[i] = DocValues.getSortedSet(context.reader(), facets.get(i));
                counts[i] = new int[(int) held[i].getValueCount()];
            }
        }

        @Override public void collect(int doc) {
            if (size == docs.length) docs = Arrays.copyOf(docs, 2 * size);
            docs[size++] = doc;
        }

        void count() throws java.io.IOException {
            for (int i = 0; held != null && i < held.length; i++) {
                SortedDocValues single = DocValues.unwrapSingleton(held[i]);
                int[] counted = counts[i];
                for (int at = 0; at < size; at++) {
                    if (single != null) {
                        if (single.advanceExact(docs[at])) counted[single.ordValue()]++;
                    } else if (held[i].advanceExact(docs[at])) {
                        for (long ord = held[i].nextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = held[i].nextOrd())
                            counted[(int) ord]++;
                    }
                }
            }
            size = 0;
        }

        // Field -> the sum of all counts, then the largest, falling; their names are looked up as a page would.
        Map<String, long[]> counts() throws java.io.IOException {
            count();
            Map<String, long[]> told = new HashMap<>();
            for (int i = 0; held != null && i < held.length; i++) {
                PriorityQueue<long[]> largest = new PriorityQueue<>(Comparator.comparingLong(each -> each[0]));
                long sum = 0;
                for (int ord = 0; ord < counts[i].length; ord++) {
                    int count = counts[i][ord];
                    sum += count;
                    if (count == 0 || largest.size() == LISTED && largest.peek()[0] >= count) continue;
                    if (largest.size() == LISTED) largest.poll();
                    largest.add(new long[] {count, ord});
                }
                long[] each = new long[largest.size() + 1];
                each[0] = sum;
                for (int at = largest.size(); at > 0; at--) {
                    long[] entry = largest.poll();
                    if (held[i].lookupOrd(entry[1]).utf8ToString().isEmpty()) throw new IllegalStateException();
                    each[at] = entry[0];
                }
                told.put(facets.get(i), each);
            }
            return told;
        }
    }

    // As much of JSON as requests have.
    static class Json {
        final String text;
        int at;

        Json(String text) {
            this.text = text;
        }

        Map<String, Object> object() {
            Map<String, Object> told = new LinkedHashMap<>();
            at++;
            while (next() != '}') {
                String name = string();
                next();
                at++;
                told.put(name, value());
                if (next() == ',') at++;
            }
            at++;
            return told;
        }

        Object value() {
            char first = next();
            if (first == '{') return object();
            if (first == '"') return string();
            if (first == '[') {
                List<Object> told = new ArrayList<>();
                at++;
                while (next() != ']') {
                    told.add(value());
                    if (next() == ',') at++;
                }
                at++;
                return told;
            }
            int begins = at;
            while (",]}".indexOf(text.charAt(at)) < 0) at++;
            String word = text.substring(begins, at).trim();
            return word.equals("null") ? null : word.equals("true") || word.equals("false") ? word : (Object) Double.valueOf(word);
        }

        String string() {
            next();
            StringBuilder told = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) != '\\') told.append(text.charAt(at));
                else if (text.charAt(++at) == 'u') {
                    told.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                } else told.append(text.charAt(at));
            }
            at++;
            return told.toString();
        }

        char next() {
            while (Character.isWhitespace(text.charAt(at))) at++;
            return text.charAt(at);
        }
    }
}
