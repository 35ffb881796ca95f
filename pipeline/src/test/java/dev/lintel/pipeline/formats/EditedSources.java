package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Main sources of this module with some edits, as a developer would make them, compiled to a folder
 * of their own. Put in front of the class path, the folder has the classes as edited.
 */
final class EditedSources {
  private static final Path SOURCES = Path.of("src/main/java");

  /** A text that is to be replaced in the source of a class. */
  record Edit(Class<?> type, String before, String after) {
    Path path() {
      return SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    }
  }

  private final List<Edit> edits;

  EditedSources(Edit... edits) {
    this.edits = List.of(edits);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Compiles the edited sources; returns the errors, each with the name of its file. */
  List<String> compile(Path folder) throws IOException {
    return compile(edits.stream().map(Edit::path).distinct().toList(), "-d", folder.toString());
  }

  /** Checks all sources of the module, without making classes of them; returns the errors. */
  List<String> checkAll() throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      return compile(
          paths.filter(path -> path.toString().endsWith(".java")).toList(),
          "-XDshould-stop.ifNoError=FLOW");
    }
  }

  private List<String> compile(List<Path> paths, String... more) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      List<JavaFileObject> sources = new ArrayList<>();
      for (Path path : paths) {
        sources.add(new Source(path, edited(path)));
      }
      List<String> options = new ArrayList<>(List.of(more));
      options.addAll(List.of("-cp", classPath(), "-proc:none", "-nowarn"));
      compiler.getTask(null, files, diagnostics, options, null, sources).call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(
            diagnostic ->
                Path.of(diagnostic.getSource().getName()).getFileName()
                    + ": "
                    + diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  private String edited(Path path) throws IOException {
    String text = Files.readString(path);
    for (Edit edit : edits) {
      if (path.equals(edit.path())) {
        assertThat(text).containsOnlyOnce(edit.before());
        text = text.replace(edit.before(), edit.after());
      }
    }
    return text;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Path path, String text) {
      super(URI.create(path.toUri().toString()), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
